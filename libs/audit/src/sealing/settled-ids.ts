/** No transaction of the product lives longer: what has not committed by then never will. */
const LONGEST_TRANSACTION_MS = 3_600_000;
const NOTE_EVERY_MS = 60_000;

/**
 * Remembers below which id nothing can appear any more. An id that was given out at some time is committed or lost an
 * hour later; a run that looked at it after that hour has seen it. Kept in memory: a fresh process looks at all once.
 */
export class SettledIds {
  private notes: { readonly at: number; readonly highest: number }[] = [];
  private settled = 0;

  /** Every id up to this one is sealed or will never appear. */
  get highest(): number {
    return this.settled;
  }

  /** After a run that looked at every id above `highest`: when it began, and the highest id given out by then. */
  note(startedAt: Date, highestGiven: number): void {
    const at = startedAt.getTime();
    const old = this.notes.filter((note) => note.at <= at - LONGEST_TRANSACTION_MS);
    this.settled = old.at(-1)?.highest ?? this.settled;
    this.notes = this.notes.slice(old.length);
    if (at - (this.notes.at(-1)?.at ?? -Infinity) >= NOTE_EVERY_MS) this.notes.push({ at, highest: highestGiven });
  }

  forget(): void {
    this.notes = [];
    this.settled = 0;
  }
}
