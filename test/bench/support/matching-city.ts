/** A city's graduates and postings for scoring: 30 000 × 3 000, the same every time. */
import type { ScoringRows } from '../../../libs/matching/src/domain/scoring/testing/scoring-rows';
import { numbersFrom } from './matching-market';

export const CITY = { graduates: 30_000, postings: 3_000 } as const;
const MAJORS = 60;
const OCCUPATIONS = 300;
const DISTRICTS = 8;
const SCHOOLS = 10;
const ENTERPRISES = 1_000;
const GRADES = [5, 4, 3, 2];
const FUNCTIONS_PER_STANDARD = 6;

export const CITY_SIZES = {
  occupations: OCCUPATIONS,
  functions: OCCUPATIONS * FUNCTIONS_PER_STANDARD,
  districts: DISTRICTS,
  enterprises: ENTERPRISES,
} as const;

/**
 * A major is linked with seven occupations, as in the official tables (4 628 links of 698 majors); a standard has six
 * work functions, as most have; three graduates of four name occupations, half name districts, a third a salary.
 */
export function city(): ScoringRows {
  const next = numbersFrom(20_260_902);
  const below = (count: number): number => next() % count;
  const some = (count: number, of: number, from = 0): number[] => [
    ...new Set(Array.from({ length: count }, () => from + below(of))),
  ];
  const chance = (percent: number): boolean => below(100) < percent;
  const standardOf = (occupation: number, grade: number): number => occupation * GRADES.length + GRADES.indexOf(grade);

  const links = Array.from({ length: MAJORS }, (_, major) =>
    Object.fromEntries(
      some(7, 10, major * 5 > OCCUPATIONS - 10 ? OCCUPATIONS - 10 : major * 5).map((o) => [o, 60 + below(41)]),
    ),
  );
  const graduates = Array.from({ length: CITY.graduates }, () => {
    const major = below(MAJORS);
    const linked = Object.keys(links[major]!).map(Number);
    const certificate = linked[below(linked.length)]!;
    return {
      major,
      school: below(SCHOOLS),
      grade: GRADES[below(3)]!,
      salaryFloor: chance(33) ? 3_000 + 500 * below(8) : null,
      occupations: chance(75) ? [...new Set([linked[below(linked.length)]!, ...some(2, OCCUPATIONS)])] : [],
      districts: chance(50) ? some(3, DISTRICTS) : [],
      certificates: [certificate],
      functions: some(5, FUNCTIONS_PER_STANDARD, certificate * FUNCTIONS_PER_STANDARD),
    };
  });
  const postings = Array.from({ length: CITY.postings }, () => {
    const occupation = below(OCCUPATIONS);
    const grade = GRADES[below(4)]!;
    const low = 3_000 + 250 * below(16);
    return {
      enterprise: below(ENTERPRISES),
      occupation: chance(97) ? occupation : null,
      standard: chance(90) ? standardOf(occupation, grade) : null,
      gradeFloor: chance(60) ? grade : null,
      district: below(DISTRICTS),
      salary: chance(95) ? ([low, low + 250 * below(12)] as const) : null,
      acceptedMajors: chance(40) ? some(3, MAJORS) : [],
    };
  });
  return {
    graduates,
    postings,
    links,
    standards: Array.from({ length: OCCUPATIONS * GRADES.length }, (_, standard) => {
      const first = Math.floor(standard / GRADES.length) * FUNCTIONS_PER_STANDARD;
      return Object.fromEntries([30, 20, 20, 15, 10, 5].map((percent, index) => [first + index, percent]));
    }),
    history: Array.from({ length: SCHOOLS }, () =>
      Object.fromEntries(some(60, ENTERPRISES).map((enterprise) => [enterprise, 40 + below(61)])),
    ),
  };
}
