import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { Applicant, ApplicantsService, postingNotOpen } from '@sxbq/placement';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { assertRankings, RankedGraduate } from './domain/round-lists';
import { MatchStatus, ParticipationStatus } from './domain/round-status';
import { RoundMatchesRepository } from './persistence/round-matches.repository';
import { EnrolledPosting, PostingOfScope, RoundPostingsRepository } from './persistence/round-postings.repository';
import { RoundRow } from './persistence/rounds.repository';
import { RoundAccess } from './round-access';
import {
  notInRound,
  postingNotOfRound,
  rankedNotCandidate,
  rankingClosed,
  removedFromRound,
  seatsInvalid,
} from './round.errors';
import { RoundsService } from './rounds.service';

export interface GivenSeats {
  readonly roundId: EntityId;
  readonly jobPostingId: EntityId;
  readonly seats: number;
  readonly completes: boolean;
}

/** Who named a posting, as far as its enterprise may know them. */
export interface RoundCandidate {
  readonly graduateId: EntityId;
  readonly applicant: Applicant | null;
}

/** Enterprises in rounds: they put places of their postings in, rank who named them, and leave. */
@Injectable()
export class RoundPostingsService {
  constructor(
    private readonly access: RoundAccess,
    private readonly rounds: RoundsService,
    private readonly postings: RoundPostingsRepository,
    private readonly matches: RoundMatchesRepository,
    private readonly applicants: ApplicantsService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What can be wished for; with `own` the principal's, whatever became of them. ROUND_NOT_FOUND. */
  async list(principal: Principal, roundId: EntityId, own: boolean, page: PageRequest): Promise<Page<EnrolledPosting>> {
    await this.rounds.get(principal, roundId);
    return this.postings.list(roundId, own ? rowScopeOf(principal) : null, page);
  }

  /** Who named the posting and takes part, in order of id: not in which place. POSTING_NOT_FOUND for another's. */
  async candidates(
    principal: Principal,
    roundId: EntityId,
    jobPostingId: EntityId,
    page: PageRequest,
  ): Promise<Page<RoundCandidate>> {
    const { enterpriseId } = await this.own(principal, roundId, jobPostingId);
    const { items, total } = await this.postings.candidates(roundId, jobPostingId, page);
    const ids = items.map(({ graduateId }) => graduateId);
    const applicants = await this.applicants.byGraduates(principal, enterpriseId, ids);
    return { items: ids.map((graduateId) => ({ graduateId, applicant: applicants.get(graduateId) ?? null })), total };
  }

  /** How the posting ranks them. POSTING_NOT_FOUND for another's. */
  async rankings(principal: Principal, roundId: EntityId, jobPostingId: EntityId): Promise<RankedGraduate[]> {
    await this.own(principal, roundId, jobPostingId);
    return (await this.postings.rankings(roundId, [jobPostingId])).get(jobPostingId) ?? [];
  }

  /**
   * Puts places of a posting that is shown into the round, or changes how many. ROUND_SEATS_INVALID for fewer than 1 or
   * more than are free; ROUND_NOT_OPEN, ROUND_RANKING_CLOSED, POSTING_NOT_OPEN, ROUND_POSTING_OUTSIDE.
   */
  enrol(principal: Principal, { roundId, jobPostingId, seats, completes }: GivenSeats): Promise<EnrolledPosting> {
    assertPermission(principal, 'matching.offerInRound');
    return this.write('matching.enrolPosting', roundId, jobPostingId, async (tx) => {
      const round = await this.openForRanking(tx, principal, roundId);
      const posting = await this.access.posting(tx, principal, jobPostingId);
      assertOfRound(posting, round, seats);
      const present = await this.postings.lock(tx, roundId, jobPostingId);
      if (present?.status === ParticipationStatus.REMOVED) throw removedFromRound();
      const enrolment = {
        roundId,
        jobPostingId,
        enterpriseId: posting.enterpriseId,
        seats,
        completes,
        status: ParticipationStatus.ENROLLED,
        reason: null,
        changedAt: this.clock.now(),
      };
      if (present) await this.postings.update(tx, enrolment, enrolment);
      else await this.postings.insert(tx, enrolment);
      return { seats, completes };
    });
  }

  /** Replaces the order; an equal rank is a tie. RANKED_NOT_CANDIDATE, RANKING_TWICE, RANK_INVALID, ROUND_RANKING_CLOSED. */
  rank(
    principal: Principal,
    roundId: EntityId,
    jobPostingId: EntityId,
    rankings: readonly RankedGraduate[],
  ): Promise<EnrolledPosting> {
    assertPermission(principal, 'matching.offerInRound');
    return this.write('matching.rankGraduates', roundId, jobPostingId, async (tx) => {
      await this.openForRanking(tx, principal, roundId);
      await this.access.posting(tx, principal, jobPostingId);
      await this.access.enrolledPosting(tx, roundId, jobPostingId);
      assertRankings(jobPostingId, rankings);
      const ids = rankings.map(({ graduateId }) => graduateId);
      const candidates = await this.postings.candidatesAmong(tx, roundId, jobPostingId, ids);
      const strangers = ids.filter((id) => !candidates.has(id));
      if (strangers.length > 0) throw rankedNotCandidate(strangers);
      await this.postings.setRankings(tx, roundId, jobPostingId, rankings);
      return { ranked: rankings.length };
    });
  }

  /** Leaves, at any stage: what graduates have not answered ends with it; what they confirmed stays. */
  withdraw(principal: Principal, roundId: EntityId, jobPostingId: EntityId, given: string): Promise<EnrolledPosting> {
    assertPermission(principal, 'matching.offerInRound');
    const reason = checkedText('退出原因', given, 255);
    return this.write('matching.withdrawPosting', roundId, jobPostingId, async (tx) => {
      await this.access.leavableRound(tx, principal, roundId);
      await this.access.posting(tx, principal, jobPostingId);
      const enrolment = await this.access.enrolledPosting(tx, roundId, jobPostingId);
      const changedAt = this.clock.now();
      await this.postings.update(tx, enrolment, { status: ParticipationStatus.WITHDRAWN, reason, changedAt });
      const ended = { status: MatchStatus.WITHDRAWN, reason, answeredAt: changedAt };
      return { ended: await this.matches.endWaiting(tx, { roundId, jobPostingId }, ended) };
    });
  }

  /**
   * The principal's own posting, in the round now or before. ROUND_NOT_FOUND; POSTING_NOT_FOUND for another's;
   * ROUND_PARTICIPANT_NOT_FOUND.
   */
  async own(principal: Principal, roundId: EntityId, jobPostingId: EntityId): Promise<EnrolledPosting> {
    assertPermission(principal, 'matching.offerInRound');
    await this.rounds.get(principal, roundId);
    return this.uow.run(async (tx) => {
      await this.access.posting(tx, principal, jobPostingId);
      const enrolment = await this.postings.lock(tx, roundId, jobPostingId);
      if (!enrolment) throw notInRound();
      return enrolment;
    });
  }

  private async openForRanking(tx: Transaction, principal: Principal, roundId: EntityId): Promise<RoundRow> {
    const round = await this.access.openRound(tx, principal, roundId);
    if (round.rankingUntil <= this.clock.now()) throw rankingClosed();
    return round;
  }

  private write(
    action: string,
    roundId: EntityId,
    jobPostingId: EntityId,
    work: (tx: Transaction) => Promise<object>,
  ): Promise<EnrolledPosting> {
    return this.uow.run(async (tx) => {
      const details = { roundId, ...(await work(tx)) };
      await this.audit.record(tx, { action, objectType: 'RoundPosting', objectId: jobPostingId, details });
      return (await this.postings.lock(tx, roundId, jobPostingId)) as EnrolledPosting;
    });
  }
}

function assertOfRound(posting: PostingOfScope, round: RoundRow, seats: number): void {
  if (!posting.isOpen) throw postingNotOpen();
  if (!posting.regionCode.startsWith(round.regionPrefix)) throw postingNotOfRound();
  if (!Number.isInteger(seats) || seats < 1 || seats > posting.free) throw seatsInvalid(seats, posting.free);
}
