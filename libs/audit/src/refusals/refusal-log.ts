import { Inject, Injectable, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { LOGGER } from '@sxbq/platform';
import { Logger } from 'pino';
import { AuditEntry } from '../persistence/audit-entry.entity';
import { AuditEntryRepository } from '../persistence/audit-entry.repository';
import { RefusalBudget } from './refusal-budget';

const MINUTE_MS = 60_000;

type NewEntry = Omit<AuditEntry, 'id'>;

/**
 * Writes refusals outside of any business transaction, and never in the way of an answer: a caller's refusals beyond the
 * budget become one entry with their count.
 */
@Injectable()
export class RefusalLog implements OnModuleInit, OnApplicationShutdown {
  private readonly budget = new RefusalBudget<NewEntry>();
  private readonly pending = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly entries: AuditEntryRepository,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => this.summarise(), MINUTE_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.summarise();
    await this.settled();
  }

  record(entry: NewEntry): void {
    if (this.budget.take(callerOf(entry), entry)) this.write(entry);
  }

  /** Ends the minute: one entry for what each caller was refused beyond the budget. */
  summarise(): void {
    for (const { count, sample } of this.budget.endMinute()) {
      this.write({
        ...sample,
        occurredAt: this.clock.now(),
        action: 'audit.refusals',
        objectType: 'Refusal',
        objectId: null,
        details: { count, first: { action: sample.action, at: sample.occurredAt } },
      });
    }
  }

  /** Resolves when everything recorded so far is written. */
  async settled(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  private write(entry: NewEntry): void {
    const written = this.entries
      .appendAlone(entry)
      .catch((error: unknown) => this.logger.error({ error: String(error) }, 'refusal not recorded'))
      .finally(() => this.pending.delete(written));
    this.pending.add(written);
  }
}

function callerOf({ actorUserId, actorClientId, address }: NewEntry): string {
  if (actorUserId !== null) return `user ${actorUserId}`;
  return actorClientId === null ? `address ${address ?? ''}` : `client ${actorClientId}`;
}
