import { ShortageMark } from './shortage-mark';

/** Counts of one occupation, major, grade or district. */
export interface BalanceCounts {
  /** Occupation code, name of the major, grade 1–5, GB/T 2260 code or year; '' where a posting names none. */
  readonly key: string;
  /** Graduates who look for work. */
  readonly supply: number;
  /** Places of shown postings that nobody has taken. */
  readonly demand: number;
  /** Graduates placed through the platform. */
  readonly placed: number;
}

export interface BalanceRow extends BalanceCounts {
  /** demand − supply: above 0 people are missing, below 0 work is. */
  readonly gap: number;
  /** 求人倍率: places for each graduate, in hundredths, rounded half up; null without supply. */
  readonly ratioPercent: number | null;
}

/** A row of an occupation, with what it is called and whether the region's newest list calls it scarce. */
export interface DescribedRow extends BalanceRow {
  /** Null for other rows than those of occupations, and where the catalogue knows none. */
  readonly name: string | null;
  readonly shortage: ShortageMark | null;
}

export function balanced(counts: BalanceCounts): BalanceRow {
  const { supply, demand } = counts;
  const ratioPercent = supply === 0 ? null : Math.floor((200 * demand + supply) / (2 * supply));
  return { ...counts, gap: demand - supply, ratioPercent };
}

/** Greatest lack of people first; by key where it is equal. */
export function byGap(left: BalanceRow, right: BalanceRow): number {
  return right.gap - left.gap || (left.key < right.key ? -1 : left.key > right.key ? 1 : 0);
}
