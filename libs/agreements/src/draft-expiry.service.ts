import { Injectable } from '@nestjs/common';
import { Clock, EntityId, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { sweepDue, UnitOfWork } from '@sxbq/platform';
import { AgreementSteps } from './agreement-steps';
import { AgreementEventKind } from './domain/agreement-event-kind';
import { AgreementStep, isStepAllowed } from './domain/agreement-lifecycle';
import { AgreementStatus } from './domain/agreement-status';
import { draftDeadlines } from './domain/draft-expiry';
import { AgreementRepository } from './persistence/agreement.repository';

/** What a run did. */
export interface DraftExpiry {
  readonly reminded: number;
  readonly lapsed: number;
}

/** A draft untouched for 14 days reminds, after 28 days it lapses (domain.md §3). Running it twice changes nothing more. */
@Injectable()
export class DraftExpiryService {
  constructor(
    private readonly agreements: AgreementRepository,
    private readonly steps: AgreementSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<DraftExpiry> {
    const { remindBefore, lapseBefore } = draftDeadlines(this.clock.now());
    const lapsed = await sweepDue(
      (limit) => this.agreements.draftsUntouchedSince(lapseBefore, false, limit),
      (id) => this.lapse(id, lapseBefore),
    );
    const reminded = await sweepDue(
      (limit) => this.agreements.draftsUntouchedSince(remindBefore, true, limit),
      (id) => this.remind(id),
    );
    return { reminded, lapsed };
  }

  private lapse(id: EntityId, before: Date): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const read = await this.agreements.lock(tx, rowScopeOf(SYSTEM_PRINCIPAL), id);
      // Touched since the look: it is no longer due.
      if (!read || !isStepAllowed(AgreementStep.LAPSE, read.status)) return false;
      if (!(await this.agreements.isUntouchedSince(tx, id, before))) return false;
      await this.steps.take(
        tx,
        SYSTEM_PRINCIPAL,
        read,
        // The agreement it was to follow is free for another successor.
        { status: AgreementStatus.LAPSED, predecessorId: null },
        { kind: AgreementEventKind.LAPSED, action: 'agreements.lapse' },
      );
      return true;
    });
  }

  private remind(id: EntityId): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const read = await this.agreements.lock(tx, rowScopeOf(SYSTEM_PRINCIPAL), id);
      if (!read || !isStepAllowed(AgreementStep.REMIND, read.status)) return false;
      if (!(await this.agreements.markReminded(tx, id, this.clock.now()))) return false;
      await this.steps.remember(tx, SYSTEM_PRINCIPAL, read, {
        kind: AgreementEventKind.REMINDED,
        action: 'agreements.remind',
      });
      return true;
    });
  }
}
