import { MAX_PARTICIPANTS } from '../deferred-acceptance/market';

/** Owner i's partners are the entries `offsets[i]` up to, without, `offsets[i + 1]`; best first. */
export interface PartnerLists {
  readonly offsets: Int32Array;
  /** Index of each partner. */
  readonly partners: Int32Array;
  readonly scores: Uint16Array;
}

/** Keeps the best partners of every owner. Of equal scores the lower index is better, whoever was offered first. */
export class BestPartners {
  private readonly counts: Int32Array;
  /** A heap for each owner, the worst on top: score × 2^21 + (2^21 − 1 − partner). */
  private readonly heaps: Float64Array;

  /** @param limit partners kept for an owner at most; 0: none */
  constructor(
    owners: number,
    private readonly limit: number,
  ) {
    this.counts = new Int32Array(owners);
    this.heaps = new Float64Array(owners * limit);
  }

  offer(owner: number, partner: number, score: number): void {
    const top = owner * this.limit;
    const count = this.counts[owner]!;
    const key = score * MAX_PARTICIPANTS + (MAX_PARTICIPANTS - 1 - partner);
    if (count < this.limit) {
      this.counts[owner] = count + 1;
      this.rise(top, count, key);
    } else if (count > 0 && key > this.heaps[top]!) {
      this.sink(top, count, key);
    }
  }

  lists(): PartnerLists {
    const owners = this.counts.length;
    const offsets = new Int32Array(owners + 1);
    for (let owner = 0; owner < owners; owner++) offsets[owner + 1] = offsets[owner]! + this.counts[owner]!;
    const partners = new Int32Array(offsets[owners]!);
    const scores = new Uint16Array(offsets[owners]!);
    for (let owner = 0; owner < owners; owner++) {
      const worstFirst = this.heaps.subarray(owner * this.limit, owner * this.limit + this.counts[owner]!).sort();
      for (let position = 0; position < worstFirst.length; position++) {
        const entry = offsets[owner + 1]! - 1 - position;
        scores[entry] = Math.floor(worstFirst[position]! / MAX_PARTICIPANTS);
        partners[entry] = MAX_PARTICIPANTS - 1 - (worstFirst[position]! % MAX_PARTICIPANTS);
      }
    }
    return { offsets, partners, scores };
  }

  private rise(top: number, hole: number, key: number): void {
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (this.heaps[top + parent]! < key) break;
      this.heaps[top + hole] = this.heaps[top + parent]!;
      hole = parent;
    }
    this.heaps[top + hole] = key;
  }

  private sink(top: number, count: number, key: number): void {
    let hole = 0;
    for (let child = 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count && this.heaps[top + child + 1]! < this.heaps[top + child]!) child++;
      if (this.heaps[top + child]! > key) break;
      this.heaps[top + hole] = this.heaps[top + child]!;
      hole = child;
    }
    this.heaps[top + hole] = key;
  }
}
