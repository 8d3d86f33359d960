import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Principal } from '@sxbq/kernel';
import { alreadyApplied, offerAlreadyAccepted, RoundOffers } from '@sxbq/placement';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { MatchStatus, ParticipationStatus, RoundStatus } from './domain/round-status';
import { MatchChange, MatchRow, RoundMatchesRepository } from './persistence/round-matches.repository';
import { RoundRow } from './persistence/rounds.repository';
import { RoundAccess } from './round-access';
import { RoundResult, RoundResultsService } from './round-results.service';
import { answerTooLate, matchNotFound, matchStepNotAllowed } from './round.errors';
import { RoundGraduatesRepository } from './persistence/round-graduates.repository';

/** Answers to published results. Places in a round are the enterprise's standing offer: the graduate's yes accepts it. */
@Injectable()
export class RoundAnswersService {
  constructor(
    private readonly access: RoundAccess,
    private readonly matches: RoundMatchesRepository,
    private readonly graduates: RoundGraduatesRepository,
    private readonly results: RoundResultsService,
    private readonly offers: RoundOffers,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Becomes an accepted application: a place is taken and the graduate's other applications end, whoever acts at the same
   * moment. ROUND_MATCH_STEP_NOT_ALLOWED, ROUND_ANSWER_TOO_LATE; POSTING_FULL, OFFER_ALREADY_ACCEPTED as for any offer.
   */
  async confirm(principal: Principal, roundId: EntityId, graduateId: EntityId): Promise<RoundResult[]> {
    assertPermission(principal, 'matching.answerRound');
    await this.uow
      .run(async (tx) => {
        const match = await this.ofGraduate(tx, principal, roundId, graduateId);
        const pair = { graduateId, jobPostingId: match.jobPostingId as EntityId };
        const applicationId = await this.offers.accept(tx, pair);
        await this.answer(tx, 'confirmMatch', match, { status: MatchStatus.CONFIRMED, applicationId });
      })
      .catch(
        refuseDuplicates({
          ix_application_accepted_graduate_id: offerAlreadyAccepted,
          ix_application_job_posting_id_graduate_id_open: alreadyApplied,
        }),
      );
    return this.results.ofGraduate(principal, roundId, graduateId);
  }

  /** The graduate says no, with a reason; the place may go into the next pass. */
  async decline(principal: Principal, roundId: EntityId, graduateId: EntityId, given: string): Promise<RoundResult[]> {
    assertPermission(principal, 'matching.answerRound');
    const reason = checkedText('谢绝原因', given, 255);
    await this.uow.run(async (tx) => {
      const match = await this.ofGraduate(tx, principal, roundId, graduateId);
      await this.answer(tx, 'declineMatch', match, { status: MatchStatus.DECLINED, reason });
    });
    return this.results.ofGraduate(principal, roundId, graduateId);
  }

  /** The enterprise takes it back before the graduate's answer, with a reason that the graduate reads. */
  async refuse(principal: Principal, roundId: EntityId, graduateId: EntityId, given: string): Promise<void> {
    assertPermission(principal, 'matching.offerInRound');
    const reason = checkedText('收回原因', given, 255);
    await this.uow.run(async (tx) => {
      const round = await this.access.round(tx, principal, roundId);
      const match = await this.matches.lock(tx, roundId, round.publishedPasses, graduateId);
      if (!match?.jobPostingId) throw matchNotFound();
      await this.access.posting(tx, principal, match.jobPostingId).catch(() => {
        throw matchNotFound();
      });
      this.assertAnswerable(round, match);
      await this.answer(tx, 'refuseMatch', match, { status: MatchStatus.REFUSED, reason });
    });
  }

  private async ofGraduate(
    tx: Transaction,
    principal: Principal,
    roundId: EntityId,
    graduateId: EntityId,
  ): Promise<MatchRow> {
    const round = await this.access.round(tx, principal, roundId);
    await this.access.graduate(tx, principal, graduateId);
    const match = await this.matches.lock(tx, roundId, round.publishedPasses, graduateId);
    if (!match) throw matchNotFound();
    this.assertAnswerable(round, match);
    const enrolment = await this.graduates.lock(tx, roundId, graduateId);
    if (enrolment?.status !== ParticipationStatus.ENROLLED) throw matchStepNotAllowed(MatchStatus.WITHDRAWN);
    return match;
  }

  private assertAnswerable(round: RoundRow, match: MatchRow): void {
    if (match.status !== MatchStatus.PROPOSED) throw matchStepNotAllowed(match.status);
    const isInTime = round.answerUntil !== null && round.answerUntil > this.clock.now();
    if (round.status !== RoundStatus.PROPOSED || !isInTime) throw answerTooLate();
  }

  private async answer(tx: Transaction, action: string, match: MatchRow, change: MatchChange): Promise<void> {
    const answered = { ...change, answeredAt: this.clock.now() };
    if (!(await this.matches.answer(tx, match, answered))) throw matchStepNotAllowed(match.status);
    await this.audit.record(tx, {
      action: `matching.${action}`,
      objectType: 'RoundMatch',
      objectId: match.graduateId,
      before: { status: match.status },
      after: { status: change.status },
      details: { roundId: match.roundId, passId: match.passId, jobPostingId: match.jobPostingId },
    });
  }
}
