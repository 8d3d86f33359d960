/** Values by index that are forgotten in constant time: one instance serves one graduate after another. */
export class Marks {
  static readonly ABSENT = -1;
  private readonly stamps: Int32Array;
  private readonly values: Uint16Array;
  private stamp = 1;

  /** @param size indices run from 0 up to, without, size */
  constructor(size: number) {
    this.stamps = new Int32Array(size);
    this.values = new Uint16Array(size);
  }

  clear(): void {
    this.stamp++;
  }

  /** @param value 0–65 535 */
  set(index: number, value = 0): void {
    this.stamps[index] = this.stamp;
    this.values[index] = value;
  }

  has(index: number): boolean {
    return this.stamps[index] === this.stamp;
  }

  /** The value set since the last clear, or −1. */
  get(index: number): number {
    return this.has(index) ? this.values[index]! : Marks.ABSENT;
  }
}
