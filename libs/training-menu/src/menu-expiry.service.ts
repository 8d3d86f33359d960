import { Injectable } from '@nestjs/common';
import { Clock, EntityId, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { sweepDue, UnitOfWork } from '@sxbq/platform';
import { answerDeadlines } from './domain/answer-times';
import { InterestStep, isInterestStepAllowed, turnOf } from './domain/interest-lifecycle';
import { InterestStatus } from './domain/interest-status';
import { InterestSteps } from './interest-steps';
import { NeedsService } from './needs.service';
import { OffersService } from './offers.service';
import { InterestsRepository } from './persistence/interests.repository';

const { INTEREST, AGREED } = InterestStatus;

/** What a run did. */
export interface MenuExpiry {
  readonly offers: number;
  readonly needs: number;
  readonly reminded: number;
  readonly lapsed: number;
}

/** Takes down what is past its last day, ends what nobody answered, reminds whose turn it is. Twice changes nothing more. */
@Injectable()
export class MenuExpiryService {
  constructor(
    private readonly offers: OffersService,
    private readonly needs: NeedsService,
    private readonly interests: InterestsRepository,
    private readonly steps: InterestSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<MenuExpiry> {
    const { remindBefore, lapseBefore } = answerDeadlines(this.clock.now());
    const offers = await this.offers.expire();
    const needs = await this.needs.expire();
    // What lapses now needs no reminder first.
    const lapsed = await sweepDue(
      (limit) => this.interests.waitingSince([INTEREST], lapseBefore, false, limit),
      (id) => this.lapse(id, lapseBefore),
    );
    const reminded = await sweepDue(
      (limit) => this.interests.waitingSince([INTEREST, AGREED], remindBefore, true, limit),
      (id) => this.remind(id, remindBefore),
    );
    return { offers, needs, reminded, lapsed };
  }

  private lapse(id: EntityId, before: Date): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const read = await this.interests.lock(tx, rowScopeOf(SYSTEM_PRINCIPAL), id);
      // Answered since the look.
      if (!read || !isInterestStepAllowed(InterestStep.LAPSE, read.status)) return false;
      if (!(await this.interests.isWaitingSince(tx, id, before))) return false;
      await this.steps.take(tx, null, read, InterestStep.LAPSE);
      return true;
    });
  }

  private remind(id: EntityId, before: Date): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const read = await this.interests.lock(tx, rowScopeOf(SYSTEM_PRINCIPAL), id);
      if (!read || !isInterestStepAllowed(InterestStep.REMIND, read.status)) return false;
      if (!(await this.interests.markReminded(tx, id, before, this.clock.now()))) return false;
      await this.steps.remember(tx, turnOf(read.status, read.origin), read, InterestStep.REMIND);
      return true;
    });
  }
}
