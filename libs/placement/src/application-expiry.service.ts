import { Injectable } from '@nestjs/common';
import { Clock, EntityId, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { ApplicationSteps } from './application-steps';
import { ApplicationStep, isStepAllowed } from './domain/application-lifecycle';
import { ApplicationsRepository } from './persistence/applications.repository';

const BATCH = 200;

/** Ends applications and offers that nobody answered in time. Running it twice changes nothing more. */
@Injectable()
export class ApplicationExpiryService {
  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly steps: ApplicationSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Number ended; each in its own transaction, so that a busy one does not hold up the rest. */
  async run(): Promise<number> {
    const now = this.clock.now();
    let ended = 0;
    for (;;) {
      const due = await this.applications.overdue(now, BATCH);
      for (const id of due) ended += (await this.expire(id, now)) ? 1 : 0;
      if (due.length < BATCH) return ended;
    }
  }

  private expire(id: EntityId, now: Date): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const read = await this.applications.lock(tx, { kind: 'REGION', prefix: '' }, id);
      // Answered since the look.
      if (!read || !isStepAllowed(ApplicationStep.EXPIRE, read.status)) return false;
      if (read.expiresAt === null || read.expiresAt >= now) return false;
      const opened = await this.steps.open(tx, SYSTEM_PRINCIPAL, id, ApplicationStep.EXPIRE);
      await this.steps.take(tx, null, opened, ApplicationStep.EXPIRE, { expiresAt: null });
      return true;
    });
  }
}
