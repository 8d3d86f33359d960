/** Statements under way at most: one that the database works on, one that waits for it. */
const UNDER_WAY = 2;

/** Lets the next rows be prepared while the database writes the last ones. */
export class WriteQueue {
  private readonly running: Promise<void>[] = [];

  /** Starts a write once there is room for it; a fault of an earlier write is thrown here or by `drain`. */
  async push(write: () => Promise<void>): Promise<void> {
    while (this.running.length >= UNDER_WAY) await this.running.shift();
    const started = write();
    // Whoever awaits it gets the fault; until then it must not count as unhandled.
    started.catch(() => undefined);
    this.running.push(started);
  }

  async drain(): Promise<void> {
    while (this.running.length > 0) await this.running.shift();
  }
}
