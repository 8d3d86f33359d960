import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { OVERRIDE_STATUSES } from './domain/round-lifecycle';
import { MatchStatus, ParticipationStatus } from './domain/round-status';
import { RoundExclusionsRepository } from './persistence/round-exclusions.repository';
import { RoundGraduatesRepository } from './persistence/round-graduates.repository';
import { RoundMatchesRepository } from './persistence/round-matches.repository';
import { RoundPostingsRepository } from './persistence/round-postings.repository';
import { RoundRow, RoundsRepository } from './persistence/rounds.repository';
import { RoundAccess } from './round-access';
import { matchNotFound, matchStepNotAllowed, overrideTooLate, roundNotFound } from './round.errors';

/**
 * What an officer decides instead of the computation, before the result is seen or between passes (个人信息保护法
 * 第二十四条). Kept with who and why; those concerned read the reason.
 */
@Injectable()
export class RoundOverridesService {
  constructor(
    private readonly access: RoundAccess,
    private readonly rounds: RoundsRepository,
    private readonly graduates: RoundGraduatesRepository,
    private readonly postings: RoundPostingsRepository,
    private readonly matches: RoundMatchesRepository,
    private readonly exclusions: RoundExclusionsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Takes a graduate out of the round. */
  async removeGraduate(principal: Principal, roundId: EntityId, graduateId: EntityId, given: string): Promise<void> {
    const reason = checkedText('移出原因', given, 255);
    await this.override(principal, roundId, 'removeGraduate', { graduateId }, async (tx) => {
      const enrolment = await this.access.enrolledGraduate(tx, roundId, graduateId);
      const removed = { status: ParticipationStatus.REMOVED, reason, changedAt: this.clock.now() };
      await this.graduates.update(tx, enrolment, removed);
      await this.endWaiting(tx, { roundId, graduateId }, reason);
    });
  }

  /** Takes a posting out of the round. */
  async removePosting(principal: Principal, roundId: EntityId, jobPostingId: EntityId, given: string): Promise<void> {
    const reason = checkedText('移出原因', given, 255);
    await this.override(principal, roundId, 'removePosting', { jobPostingId }, async (tx) => {
      const enrolment = await this.access.enrolledPosting(tx, roundId, jobPostingId);
      const removed = { status: ParticipationStatus.REMOVED, reason, changedAt: this.clock.now() };
      await this.postings.update(tx, enrolment, removed);
      await this.endWaiting(tx, { roundId, jobPostingId }, reason);
    });
  }

  /** Strikes what the unpublished pass found for a graduate; no pass of the round puts the two together again. */
  async rejectMatch(principal: Principal, roundId: EntityId, graduateId: EntityId, given: string): Promise<void> {
    const reason = checkedText('取消原因', given, 255);
    await this.override(principal, roundId, 'rejectMatch', { graduateId }, async (tx, round) => {
      const match = await this.matches.lock(tx, roundId, round.publishedPasses + 1, graduateId);
      if (!match?.jobPostingId) throw matchNotFound();
      const decidedAt = this.clock.now();
      const rejected = { status: MatchStatus.REJECTED, reason, answeredAt: decidedAt };
      if (!(await this.matches.answer(tx, match, rejected))) throw matchStepNotAllowed(match.status);
      const { jobPostingId } = match;
      const decidedBy = principal.userId;
      await this.exclusions.insert(tx, { roundId, graduateId, jobPostingId, reason, decidedBy, decidedAt });
    });
  }

  private async override(
    principal: Principal,
    roundId: EntityId,
    action: string,
    of: object,
    work: (tx: Transaction, round: RoundRow) => Promise<void>,
  ): Promise<void> {
    assertPermission(principal, 'matching.overrideRound');
    await this.uow.run(async (tx) => {
      const round = await this.rounds.lock(tx, rowScopeOf(principal), roundId);
      if (!round) throw roundNotFound();
      if (!OVERRIDE_STATUSES.includes(round.status)) throw overrideTooLate(round.status);
      await work(tx, round);
      await this.audit.record(tx, {
        action: `matching.${action}`,
        objectType: 'MatchingRound',
        objectId: roundId,
        details: { ...of, status: round.status },
      });
    });
  }

  private async endWaiting(
    tx: Transaction,
    of: { readonly roundId: number; readonly graduateId?: number; readonly jobPostingId?: number },
    reason: string,
  ): Promise<void> {
    await this.matches.endWaiting(tx, of, { status: MatchStatus.REJECTED, reason, answeredAt: this.clock.now() });
  }
}
