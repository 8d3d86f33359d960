import type { PairColumns } from '../domain/deferred-acceptance/round-input';

const FIRST_ROOM = 4_096;

/** Columns that grow while rows are read: a pair and a small number each. */
export class PairRows {
  private graduates = new Uint32Array(FIRST_ROOM);
  private postings = new Uint32Array(FIRST_ROOM);
  private numbers = new Uint16Array(FIRST_ROOM);
  private count = 0;

  /** @param value 0–65 535 */
  add(graduateId: number, postingId: number, value: number): void {
    if (this.count === this.numbers.length) this.grow();
    this.graduates[this.count] = graduateId;
    this.postings[this.count] = postingId;
    this.numbers[this.count++] = value;
  }

  /** In memory of their own, so that a thread may take them over. */
  pairs(): PairColumns {
    return {
      graduateIds: this.graduates.slice(0, this.count),
      postingIds: this.postings.slice(0, this.count),
    };
  }

  values(): Uint16Array {
    return this.numbers.slice(0, this.count);
  }

  private grow(): void {
    const room = 2 * this.numbers.length;
    const [graduates, postings, numbers] = [this.graduates, this.postings, this.numbers];
    (this.graduates = new Uint32Array(room)).set(graduates);
    (this.postings = new Uint32Array(room)).set(postings);
    (this.numbers = new Uint16Array(room)).set(numbers);
  }
}
