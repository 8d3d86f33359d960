import { Injectable } from '@nestjs/common';
import { Clock, EntityId, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { PostingStep } from './domain/posting-lifecycle';
import { PostingStatus } from './domain/posting-status';
import { PostingsRepository } from './persistence/postings.repository';
import { PostingSteps } from './posting-steps';

const BATCH = 200;

/** Takes postings down whose last day is past. Running it twice changes nothing more. */
@Injectable()
export class PostingExpiryService {
  constructor(
    private readonly postings: PostingsRepository,
    private readonly steps: PostingSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Number of postings taken down; each in its own transaction, so that a busy one does not hold up the rest. */
  async run(): Promise<number> {
    const today = this.clock.today();
    let expired = 0;
    for (;;) {
      const due = await this.postings.overdue(today, BATCH);
      for (const id of due) expired += (await this.expire(id)) ? 1 : 0;
      if (due.length < BATCH) return expired;
    }
  }

  private expire(id: EntityId): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const read = await this.postings.lock(tx, { kind: 'REGION', prefix: '' }, id);
      // Closed or prolonged since the look.
      if (!read || read.status !== PostingStatus.LIVE || read.validUntil >= this.clock.today()) return false;
      const opened = await this.steps.open(tx, SYSTEM_PRINCIPAL, id, PostingStep.EXPIRE);
      await this.steps.take(tx, 'postings.expire', opened, { status: PostingStatus.EXPIRED });
      return true;
    });
  }
}
