import type { RoundRows } from './round-rows';

/** An instance of the literature with its published answer: posting by graduate. Facts only. */
export interface Published {
  readonly source: string;
  readonly rows: RoundRows;
  /** The proposing side's best stable matching. */
  readonly answer: Readonly<Record<number, number>>;
  /** How many stable matchings the source says there are; null where it does not say. */
  readonly stable: number | null;
}

/** Rows of a ranking matrix: a man's rank of each woman, and her rank of him; as the paper prints it. */
function marriage(matrix: readonly (readonly [number, number])[][]): RoundRows {
  const sorted = (ranks: number[]) => ranks.map((_, rank) => ranks.indexOf(rank + 1) + 1);
  return {
    graduates: matrix.map((row, man) => ({ id: man + 1, wishes: sorted(row.map(([his]) => his)) })),
    postings: matrix.map((_, woman) => ({
      id: woman + 1,
      capacity: 1,
      ranking: sorted(matrix.map((row) => row[woman]![1])),
    })),
  };
}

/** α β γ (δ) are 1 2 3 (4), A B C (D) likewise. */
export const GALE_SHAPLEY_1: Published = {
  source: 'Gale & Shapley (1962), College Admissions and the Stability of Marriage, Am. Math. Monthly 69, example 1',
  rows: marriage([
    [
      [1, 3],
      [2, 2],
      [3, 1],
    ],
    [
      [3, 1],
      [1, 3],
      [2, 2],
    ],
    [
      [2, 2],
      [3, 1],
      [1, 3],
    ],
  ]),
  answer: { 1: 1, 2: 2, 3: 3 },
  stable: 3,
};

export const GALE_SHAPLEY_2: Published = {
  source: 'Gale & Shapley (1962), example 2',
  rows: marriage([
    [
      [1, 3],
      [2, 3],
      [3, 2],
      [4, 3],
    ],
    [
      [1, 4],
      [4, 1],
      [3, 3],
      [2, 2],
    ],
    [
      [2, 2],
      [1, 4],
      [3, 4],
      [4, 1],
    ],
    [
      [4, 1],
      [2, 2],
      [3, 1],
      [1, 4],
    ],
  ]),
  answer: { 1: 3, 2: 4, 3: 1, 4: 2 },
  stable: 1,
};

/** Students s1–s4, colleges C1 (two places), C2, C3. */
export const ROTH_1985: Published = {
  source:
    'Roth (1985), The College Admissions Problem Is Not Equivalent to the Marriage Problem, J. Econ. Theory 36, ' +
    'the example of three colleges and four students',
  rows: {
    graduates: [
      { id: 1, wishes: [3, 1, 2] },
      { id: 2, wishes: [2, 1, 3] },
      { id: 3, wishes: [1, 3, 2] },
      { id: 4, wishes: [1, 2, 3] },
    ],
    postings: [
      { id: 1, capacity: 2, ranking: [1, 2, 3, 4] },
      { id: 2, capacity: 1, ranking: [1, 2, 3, 4] },
      { id: 3, capacity: 1, ranking: [3, 1, 2, 4] },
    ],
  },
  answer: { 1: 3, 2: 2, 3: 1, 4: 1 },
  stable: 1,
};

/** Anderson 1, Chen 2, Davis 3, Eastman 4, Ford 5; Mercy 1, City 2, General 3, two positions each. */
export const NRMP: Published = {
  source: 'National Resident Matching Program, Run a Match (2014): the clearing-house Roth & Peranson (1999) designed',
  rows: {
    graduates: [
      { id: 1, wishes: [2] },
      { id: 2, wishes: [2, 1] },
      { id: 3, wishes: [1, 2, 3] },
      { id: 4, wishes: [2, 1, 3] },
      { id: 5, wishes: [2, 3, 1] },
    ],
    postings: [
      { id: 1, capacity: 2, ranking: [2, 5] },
      { id: 2, capacity: 2, ranking: [4, 1, 2, 3, 5] },
      { id: 3, capacity: 2, ranking: [4, 1, 5, 3] },
    ],
  },
  answer: { 1: 2, 2: 1, 3: 3, 4: 2, 5: 3 },
  stable: null,
};
