/**
 * Deterministic randomness. Every part of the city draws from its own labelled stream, so that one more draw in one
 * part leaves all others as they were.
 */
export class Random {
  private state: number;

  constructor(
    private readonly seed: number,
    private readonly label = 'city',
  ) {
    this.state = hash(`${seed}/${label}`);
  }

  /** An independent stream of the same seed. */
  stream(label: string): Random {
    return new Random(this.seed, `${this.label}/${label}`);
  }

  /** A number from 0 (included) to 1 (excluded): mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('cannot pick from an empty list');
    return list[Math.floor(this.next() * list.length)] as T;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let index = copy.length - 1; index > 0; index--) {
      const other = this.whole(0, index);
      [copy[index], copy[other]] = [copy[other] as T, copy[index] as T];
    }
    return copy;
  }

  /** `total` split into `parts` whole numbers near each other, at most `spread` from the even share or so. */
  split(total: number, parts: number, spread: number): number[] {
    const even = Math.floor(total / parts);
    const shares = Array.from({ length: parts }, (_, index) => even + (index < total - even * parts ? 1 : 0));
    for (let index = 0; index + 1 < parts; index += 2) {
      const moved = this.whole(-spread, spread);
      shares[index] = (shares[index] as number) + moved;
      shares[index + 1] = (shares[index + 1] as number) - moved;
    }
    return shares;
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}
