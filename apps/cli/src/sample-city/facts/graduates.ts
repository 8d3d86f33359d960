import { addDays, CalendarDate, yearOf } from '@sxbq/kernel';
import { CLASS_LEVEL_TITLES } from '@sxbq/schools/vocabulary';
import type { IdentityMint } from '../identities';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { MAJOR_WORDS } from '../vocabulary/majors';
import { personName } from '../vocabulary/people';
import type { ClassesOfSchool } from './classes';
import { REGION_CODES } from './enterprises';
import type { ClassFact, CohortFact, GraduateFact, MajorFact } from './facts';

/** Classes of a school that publish their graduates, and graduates of each that are named. */
const COHORTS = 2;
const NAMED = 6;

export interface GraduatesOfSchool {
  readonly cohorts: readonly CohortFact[];
  readonly graduates: readonly GraduateFact[];
}

/** The next classes to leave: their heads, and a few of their graduates with what they wish for. */
export function buildGraduates(
  { classes, snapshots }: ClassesOfSchool,
  majors: readonly MajorFact[],
  mint: IdentityMint,
  random: Random,
  time: Timeline,
): GraduatesOfSchool {
  const headsOf = (code: string): number => snapshots.filter(({ classCode }) => classCode === code).at(-1)?.heads ?? 0;
  const leaving = classes
    .filter(({ code, endsOn }) => endsOn !== undefined && endsOn > time.asOf && headsOf(code) > NAMED)
    .sort((a, b) => ((a.endsOn ?? '') < (b.endsOn ?? '') ? -1 : 1))
    .slice(0, COHORTS);
  const cohorts = leaving.map(({ schoolCode, code, endsOn }): CohortFact => {
    const heads = headsOf(code);
    const available = Math.floor(heads * 0.7);
    const placedBefore = Math.floor(heads * 0.1);
    return {
      schoolCode,
      classCode: code,
      graduationYear: yearOf(endsOn as CalendarDate),
      heads,
      available,
      placedBefore,
    };
  });
  const graduates = leaving.flatMap((schoolClass) => named(schoolClass, majors, mint, random));
  return { cohorts, graduates };
}

function named(
  schoolClass: ClassFact,
  majors: readonly MajorFact[],
  mint: IdentityMint,
  random: Random,
): GraduateFact[] {
  const major = majors.find(({ code }) => code === schoolClass.majorCode);
  const occupation = MAJOR_WORDS.find(({ name }) => name === major?.name)?.occupationCode;
  const graduationYear = yearOf(schoolClass.endsOn as CalendarDate);
  const grade = CLASS_LEVEL_TITLES[schoolClass.level] === '中级工' ? '四级' : '三级';
  return Array.from({ length: NAMED }, (_, index) => ({
    schoolCode: schoolClass.schoolCode,
    classCode: schoolClass.code,
    graduationYear,
    studentNumber: `${schoolClass.code}${String(index + 1).padStart(2, '0')}`,
    name: personName(random),
    idNumber: mint.citizenId(addDays(`${graduationYear - random.whole(18, 22)}-01-01`, random.whole(0, 364))),
    phone: random.chance(0.7) ? mint.phone() : undefined,
    certificates: occupation && random.chance(0.6) ? `${occupation}:${grade}` : undefined,
    occupationCodes: occupation,
    regionPrefixes: random.chance(0.5) ? `${random.pick(REGION_CODES)}、3204` : undefined,
    salaryFloor: random.chance(0.5) ? 100 * random.whole(40, 75) : undefined,
  }));
}
