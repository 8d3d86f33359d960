/** Lists of indices in one array: list i is `values[offsets[i]]` up to, without, `values[offsets[i + 1]]`. */
export interface Lists {
  readonly offsets: Int32Array;
  readonly values: Int32Array;
}

/** Lists with the place of each value in the owner's order beside it, 0 the best; several values may share a place. */
export interface RankedLists extends Lists {
  readonly ranks: Uint8Array;
}

/** Lists with a percentage, 0–100, beside each value. */
export interface WeightedLists extends Lists {
  readonly percents: Uint8Array;
}

/** Ids ascend. Whatever else is named (occupations, majors …) is an index that the caller chose, from 0; −1: none. */
export interface GraduateColumns {
  readonly ids: Uint32Array;
  readonly majors: Int32Array;
  readonly schools: Int32Array;
  /** Highest grade, 1 (高级技师) to 5 (初级工); 0: none. */
  readonly grades: Uint8Array;
  /** Yuan a month; 0: open. */
  readonly salaryFloors: Int32Array;
  /** Occupations wished for, most wished first, each once; none: open. */
  readonly occupations: Lists;
  /** Districts accepted, each once; one wish may name several. None: all. */
  readonly districts: RankedLists;
  /** Occupations of the certificates held. */
  readonly certificates: Lists;
  /** Work functions mastered, as indices of `tables.standards`' values. */
  readonly functions: Lists;
}

export interface PostingColumns {
  readonly ids: Uint32Array;
  readonly enterprises: Int32Array;
  readonly occupations: Int32Array;
  /** The standard, of occupation and grade, that its work is weighed by; −1: none. */
  readonly standards: Int32Array;
  /** Lowest grade accepted, 1–5, a lower number is higher; 0: open. */
  readonly gradeFloors: Uint8Array;
  readonly districts: Int32Array;
  /** Yuan a month; a highest of 0: not stated. */
  readonly salaryLows: Int32Array;
  readonly salaryHighs: Int32Array;
  /** Each once; none: all. */
  readonly acceptedMajors: Lists;
}

export interface ScoringTables {
  readonly occupations: number;
  readonly functions: number;
  readonly districts: number;
  readonly enterprises: number;
  /** Occupations that official tables link with a major, and how closely. */
  readonly links: WeightedLists;
  /** Work functions of a standard and their weights, which add up to 100. */
  readonly standards: WeightedLists;
  /** Enterprises a school has worked with, and how well. */
  readonly history: WeightedLists;
}

export interface ScoringInput {
  readonly graduates: GraduateColumns;
  readonly postings: PostingColumns;
  readonly tables: ScoringTables;
}
