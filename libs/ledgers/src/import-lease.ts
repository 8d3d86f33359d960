import { Injectable } from '@nestjs/common';
import { Clock, EntityId } from '@sxbq/kernel';
import { Notifier } from '@sxbq/platform';
import { ImportPhase } from './domain/import-status';
import { importTopic } from './jobs/ledgers.queue';
import { ImportsRepository } from './persistence/imports.repository';

/** A runner that has not renewed its lease for this long is taken for dead. */
export const LEASE_MS = 15_000;
const RENEW_MS = 1_000;

/** A held lease: says how far the import is, and lets it go. */
export interface HeldLease {
  report(phase: ImportPhase, rowsDone: number): void;
  /** Tells the last progress; the lease itself ends with the import's row. */
  stop(): Promise<void>;
}

/** Claims imports, and keeps claimed ones while their runner lives. */
@Injectable()
export class ImportLeases {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  async claim(importId: EntityId, runner: string): Promise<HeldLease | null> {
    const now = this.clock.now();
    const isClaimed = await this.imports.claim(importId, runner, now, new Date(now.getTime() + LEASE_MS));
    return isClaimed ? this.keep(importId, runner) : null;
  }

  private keep(importId: EntityId, runner: string): HeldLease {
    let phase = ImportPhase.READING;
    let rowsDone = 0;
    let renewal: Promise<unknown> = Promise.resolve();
    const renew = async (): Promise<void> => {
      const leaseUntil = new Date(this.clock.now().getTime() + LEASE_MS);
      await this.imports.renew(importId, runner, leaseUntil, phase, rowsDone);
      await this.notifier.publish(importTopic(importId), { importId, phase, rowsDone });
    };
    // A renewal that fails is made up for by the next; if none succeeds, the end of the import is refused.
    const timer = setInterval(() => {
      renewal = renewal.then(renew).catch(() => undefined);
    }, RENEW_MS);
    return {
      report: (now, rows) => {
        phase = now;
        rowsDone = rows;
      },
      stop: async () => {
        clearInterval(timer);
        await renewal;
        await this.notifier.publish(importTopic(importId), { importId, phase: ImportPhase.FINISHED, rowsDone });
      },
    };
  }
}
