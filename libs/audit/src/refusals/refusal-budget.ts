/** Refusals of one caller that are recorded one by one within a minute. */
export const MOST_PER_CALLER = 20;
/** Refusals of all callers of this process that are recorded one by one within a minute. */
export const MOST_OF_ALL = 600;
/** Callers told apart; who comes later within the minute is counted with the rest. */
const MOST_CALLERS = 10_000;
const EVERYBODY_ELSE = '';

/** What was counted instead of recorded. */
export interface CountedRefusals<Sample> {
  readonly count: number;
  /** The first of them. */
  readonly sample: Sample;
}

/**
 * Keeps whoever is refused over and over from filling the audit: within a minute so many of a caller's refusals are
 * recorded, the others counted. Memory is bounded, whatever the number of callers.
 */
export class RefusalBudget<Sample> {
  private recorded = new Map<string, number>();
  private counted = new Map<string, { count: number; sample: Sample }>();
  private total = 0;

  /** True when the caller's refusal is to be recorded; else it has been counted. */
  take(caller: string, sample: Sample): boolean {
    const before = this.recorded.get(caller) ?? 0;
    if (before < MOST_PER_CALLER && this.total < MOST_OF_ALL) {
      this.recorded.set(caller, before + 1);
      this.total += 1;
      return true;
    }
    const key = this.counted.has(caller) || this.counted.size < MOST_CALLERS ? caller : EVERYBODY_ELSE;
    const sum = this.counted.get(key) ?? { count: 0, sample };
    sum.count += 1;
    this.counted.set(key, sum);
    return false;
  }

  /** Ends the minute: what was counted in it, by caller. */
  endMinute(): CountedRefusals<Sample>[] {
    const sums = [...this.counted.values()];
    this.recorded = new Map();
    this.counted = new Map();
    this.total = 0;
    return sums;
  }
}
