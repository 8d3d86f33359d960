import { Inject, Injectable } from '@nestjs/common';
import { Worker } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { ClockCheck } from '../database/clock-check';
import { LOGGER } from '../observability/logger.token';
import { inTime } from '../redis/in-time';

const LOOK_MS = 500;
const ANSWER_WITHIN_MS = 5_000;

/** Keeps a worker from taking up jobs while they could only fail: database away, or clocks that disagree. */
@Injectable()
export class Pause {
  private isOn = false;
  private isEnded = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clocks: ClockCheck,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** False when all is well; else the workers take up nothing until it is, and the answer is true. */
  async unlessWell(workers: readonly Worker[]): Promise<boolean> {
    if (this.isOn) return true;
    const reason = await this.whatIsWrong();
    if (reason === null) return false;
    // Another job of this process may have come to the same conclusion meanwhile.
    if (!this.isOn) this.begin(workers, reason);
    return true;
  }

  /** Shutting down: nobody waits for better days. */
  end(): void {
    this.isEnded = true;
  }

  private begin(workers: readonly Worker[], reason: string): void {
    this.isOn = true;
    this.logger.error({ reason }, 'jobs are paused');
    for (const worker of workers) void worker.pause(true).catch(() => undefined);
    void this.untilWell().then(() => {
      this.isOn = false;
      if (this.isEnded) return;
      for (const worker of workers) void worker.resume();
      this.logger.info('jobs go on');
    });
  }

  private async untilWell(): Promise<void> {
    do await sleep(LOOK_MS, undefined, { ref: false });
    while (!this.isEnded && (await this.whatIsWrong()) !== null);
  }

  private async whatIsWrong(): Promise<string | null> {
    try {
      await inTime(this.dataSource.query('SELECT 1'), ANSWER_WITHIN_MS);
      await this.clocks.assertRight();
      return null;
    } catch (error) {
      return String((error as Error).message);
    }
  }
}
