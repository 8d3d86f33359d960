/** Lets `atOnce` pieces of work run at a time and `waiting` more wait in line; refuses the next one. */
export class ConcurrencyLimiter {
  private running = 0;
  private readonly line: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waiting: number,
    private readonly refusal: () => Error,
  ) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private enter(): Promise<void> {
    if (this.running < this.atOnce) {
      this.running++;
      return Promise.resolve();
    }
    if (this.line.length >= this.waiting) return Promise.reject(this.refusal());
    return new Promise((resolve) => this.line.push(resolve));
  }

  /** Hands the place on to the next in line, or frees it. */
  private leave(): void {
    const next = this.line.shift();
    if (next) next();
    else this.running--;
  }
}
