import type { Lists, RankedLists, ScoringInput, WeightedLists } from '../scoring-input';

/** Graduates, postings and tables as people would write them down; null or empty is open. */
export interface ScoringRows {
  readonly graduates: readonly GraduateRow[];
  readonly postings: readonly PostingRow[];
  /** By major, by standard, by school: percentage by index. */
  readonly links: readonly Percents[];
  readonly standards: readonly Percents[];
  readonly history: readonly Percents[];
}
export type Percents = Readonly<Record<number, number>>;

export interface GraduateRow {
  readonly major: number | null;
  readonly school: number | null;
  readonly grade: number | null;
  readonly salaryFloor: number | null;
  readonly occupations: readonly number[];
  readonly districts: readonly number[];
  readonly certificates: readonly number[];
  readonly functions: readonly number[];
}
export interface PostingRow {
  readonly enterprise: number | null;
  readonly occupation: number | null;
  readonly standard: number | null;
  readonly gradeFloor: number | null;
  readonly district: number | null;
  readonly salary: readonly [low: number, high: number] | null;
  readonly acceptedMajors: readonly number[];
}

/** How many of each there are in test data; small, so that rows often meet. */
export const SIZES = {
  majors: 4,
  schools: 3,
  standards: 3,
  occupations: 5,
  functions: 6,
  districts: 4,
  enterprises: 4,
} as const;

type Sizes = Pick<ScoringInput['tables'], 'occupations' | 'functions' | 'districts' | 'enterprises'>;

/** Ids are ten times the index, from 10. */
export function scoringInput(
  { graduates, postings, links, standards, history }: ScoringRows,
  { occupations, functions, districts, enterprises }: Sizes = SIZES,
): ScoringInput {
  const indices = (values: readonly (number | null)[]) => Int32Array.from(values, (value) => value ?? -1);
  return {
    graduates: {
      ids: Uint32Array.from(graduates, (_, index) => 10 * index + 10),
      majors: indices(graduates.map(({ major }) => major)),
      schools: indices(graduates.map(({ school }) => school)),
      grades: Uint8Array.from(graduates, ({ grade }) => grade ?? 0),
      salaryFloors: Int32Array.from(graduates, ({ salaryFloor }) => salaryFloor ?? 0),
      occupations: listsOf(graduates.map((row) => row.occupations)),
      districts: rankedOf(graduates.map((row) => row.districts)),
      certificates: listsOf(graduates.map((row) => row.certificates)),
      functions: listsOf(graduates.map((row) => row.functions)),
    },
    postings: {
      ids: Uint32Array.from(postings, (_, index) => 10 * index + 10),
      enterprises: indices(postings.map(({ enterprise }) => enterprise)),
      occupations: indices(postings.map(({ occupation }) => occupation)),
      standards: indices(postings.map(({ standard }) => standard)),
      gradeFloors: Uint8Array.from(postings, ({ gradeFloor }) => gradeFloor ?? 0),
      districts: indices(postings.map(({ district }) => district)),
      salaryLows: Int32Array.from(postings, ({ salary }) => salary?.[0] ?? 0),
      salaryHighs: Int32Array.from(postings, ({ salary }) => salary?.[1] ?? 0),
      acceptedMajors: listsOf(postings.map(({ acceptedMajors }) => acceptedMajors)),
    },
    tables: {
      occupations,
      functions,
      districts,
      enterprises,
      links: weightedOf(links),
      standards: weightedOf(standards),
      history: weightedOf(history),
    },
  };
}

function listsOf(rows: readonly (readonly number[])[]): Lists {
  const offsets = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => (offsets[index + 1] = offsets[index]! + row.length));
  return { offsets, values: Int32Array.from(rows.flat()) };
}

function rankedOf(rows: readonly (readonly number[])[]): RankedLists {
  return { ...listsOf(rows), ranks: Uint8Array.from(rows.flatMap((row) => [...row.keys()])) };
}

function weightedOf(rows: readonly Percents[]): WeightedLists {
  const lists = listsOf(rows.map((row) => Object.keys(row).map(Number)));
  return { ...lists, percents: Uint8Array.from(rows.flatMap((row) => Object.values(row))) };
}
