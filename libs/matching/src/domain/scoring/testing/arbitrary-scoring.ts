import fc from 'fast-check';
import { ScorePart } from '../score-part';
import type { ScoreWeights } from '../score-weights';
import { GraduateRow, Percents, PostingRow, ScoringRows, SIZES } from './scoring-rows';

const indexOf = (count: number) => fc.integer({ min: 0, max: count - 1 });
const open = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const someOf = (count: number, maxLength = count) => fc.uniqueArray(indexOf(count), { maxLength });
const percents = (count: number): fc.Arbitrary<Percents> =>
  fc.dictionary(indexOf(count).map(String), fc.integer({ min: 0, max: 100 }), { maxKeys: 3 });

/** Weights of a standard add up to 100. */
const standard: fc.Arbitrary<Percents> = fc
  .tuple(someOf(SIZES.functions, 3), fc.integer({ min: 0, max: 100 }))
  .map(([functions, share]) => {
    const [first, second, ...others] = functions;
    if (first === undefined) return {};
    if (second === undefined) return { [first]: 100 };
    return { ...Object.fromEntries(others.map((index) => [index, 0])), [first]: share, [second]: 100 - share };
  });

const salary = fc.integer({ min: 3_000, max: 9_000 });

const graduate: fc.Arbitrary<GraduateRow> = fc.record({
  major: open(indexOf(SIZES.majors)),
  school: open(indexOf(SIZES.schools)),
  grade: open(fc.integer({ min: 1, max: 5 })),
  salaryFloor: open(salary),
  occupations: someOf(SIZES.occupations),
  districts: someOf(SIZES.districts),
  certificates: someOf(SIZES.occupations, 1),
  functions: someOf(SIZES.functions),
});

const posting: fc.Arbitrary<PostingRow> = fc.record({
  enterprise: open(indexOf(SIZES.enterprises)),
  occupation: open(indexOf(SIZES.occupations)),
  standard: open(indexOf(SIZES.standards)),
  gradeFloor: open(fc.integer({ min: 1, max: 5 })),
  district: open(indexOf(SIZES.districts)),
  salary: open(fc.tuple(salary, fc.integer({ min: 0, max: 4_000 })).map(([low, more]) => [low, low + more] as const)),
  acceptedMajors: someOf(SIZES.majors, 2),
});

export const arbitraryScoring: fc.Arbitrary<ScoringRows> = fc.record({
  graduates: fc.array(graduate, { maxLength: 12 }),
  postings: fc.array(posting, { maxLength: 12 }),
  links: tables(SIZES.majors, percents(SIZES.occupations)),
  standards: tables(SIZES.standards, standard),
  history: tables(SIZES.schools, percents(SIZES.enterprises)),
});

function tables(count: number, row: fc.Arbitrary<Percents>): fc.Arbitrary<Percents[]> {
  return fc.array(row, { minLength: count, maxLength: count });
}

/** Seven weights that add up to 100: the lengths between six cuts. */
export const arbitraryWeights: fc.Arbitrary<ScoreWeights> = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 })
  .map((cuts) => {
    const ends = [...cuts.sort((one, other) => one - other), 100];
    const weights = Object.values(ScorePart).map((part, index) => [part, ends[index]! - (ends[index - 1] ?? 0)]);
    return { version: 1, weights: Object.fromEntries(weights) as ScoreWeights['weights'] };
  });
