import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, groupBy, Page, PageRequest, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { graduateNotAvailable } from '@sxbq/placement';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { assertWishes, RankedPosting } from './domain/round-lists';
import { MatchStatus, ParticipationStatus } from './domain/round-status';
import { EnrolledGraduate, GraduateOfScope, RoundGraduatesRepository } from './persistence/round-graduates.repository';
import { RoundMatchesRepository } from './persistence/round-matches.repository';
import { RoundRow } from './persistence/rounds.repository';
import { RoundAccess } from './round-access';
import {
  completionOptedOut,
  graduateNotOfRound,
  matchConfirmed,
  removedFromRound,
  wishesClosed,
  wishNotInRound,
} from './round.errors';
import { RoundsService } from './rounds.service';

const GRADUATE_SIDE: readonly Principal['role'][] = [Role.GRADUATE, Role.SCHOOL];

/** What names an enrolment in one value. */
export const enrolmentKey = (roundId: EntityId, graduateId: EntityId): string => `${roundId}/${graduateId}`;

/** Graduates in rounds: they enrol, rank postings and leave; the school does it for those without an account. */
@Injectable()
export class RoundGraduatesService {
  constructor(
    private readonly access: RoundAccess,
    private readonly rounds: RoundsService,
    private readonly graduates: RoundGraduatesRepository,
    private readonly matches: RoundMatchesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** A school's or a graduate's own; a bureau's region. ROUND_NOT_FOUND. */
  async list(principal: Principal, roundId: EntityId, page: PageRequest): Promise<Page<EnrolledGraduate>> {
    assertPermission(principal, 'matching.readRoundGraduates');
    await this.rounds.get(principal, roundId);
    return this.graduates.list(rowScopeOf(principal), roundId, page);
  }

  /**
   * Lists by `enrolmentKey`, for the graduates' side alone: nobody else knows who wishes for what. The caller has read the
   * enrolments within its scope.
   */
  async wishesByKey(principal: Principal, keys: readonly string[]): Promise<Map<string, RankedPosting[]>> {
    const found = new Map<string, RankedPosting[]>();
    if (!GRADUATE_SIDE.includes(principal.role)) return found;
    const enrolments = keys.map((key) => key.split('/').map(Number) as [number, number]);
    for (const [roundId, group] of groupBy(enrolments, ([of]) => of)) {
      const graduateIds = group.map(([, graduateId]) => graduateId);
      const wishes = await this.graduates.wishes(roundId, graduateIds);
      for (const id of graduateIds) found.set(enrolmentKey(roundId, id), wishes.get(id) ?? []);
    }
    return found;
  }

  /**
   * Enrols, or comes back, or changes whether unranked postings follow by score. ROUND_NOT_OPEN, ROUND_WISHES_CLOSED,
   * ROUND_GRADUATE_OUTSIDE, GRADUATE_NOT_AVAILABLE, ROUND_COMPLETION_OPTED_OUT, ROUND_PARTICIPANT_REMOVED.
   */
  enrol(principal: Principal, roundId: EntityId, graduateId: EntityId, completes: boolean): Promise<EnrolledGraduate> {
    assertPermission(principal, 'matching.joinRound');
    return this.write('matching.enrol', roundId, graduateId, async (tx) => {
      const round = await this.openForWishes(tx, principal, roundId);
      const graduate = await this.access.graduate(tx, principal, graduateId);
      assertOfRound(graduate, round, completes);
      const present = await this.graduates.lock(tx, roundId, graduateId);
      if (present?.status === ParticipationStatus.REMOVED) throw removedFromRound();
      const enrolment = {
        roundId,
        graduateId,
        schoolId: graduate.schoolId,
        completes,
        status: ParticipationStatus.ENROLLED,
        reason: null,
        changedAt: this.clock.now(),
      };
      if (present) await this.graduates.update(tx, enrolment, enrolment);
      else await this.graduates.insert(tx, enrolment);
      return { completes };
    });
  }

  /**
   * Replaces the list. Postings that are closed or not in the round are named: WISH_NOT_IN_ROUND. RANK_TWICE,
   * WISH_TWICE, RANK_INVALID, TOO_MANY_WISHES, ROUND_WISHES_CLOSED.
   */
  rank(
    principal: Principal,
    roundId: EntityId,
    graduateId: EntityId,
    wishes: readonly RankedPosting[],
  ): Promise<EnrolledGraduate> {
    assertPermission(principal, 'matching.joinRound');
    return this.write('matching.rankPostings', roundId, graduateId, async (tx) => {
      const round = await this.openForWishes(tx, principal, roundId);
      await this.access.graduate(tx, principal, graduateId);
      await this.access.enrolledGraduate(tx, roundId, graduateId);
      assertWishes(graduateId, wishes, round.maxWishes);
      const ids = wishes.map(({ jobPostingId }) => jobPostingId);
      const open = await this.graduates.postingsOpen(tx, roundId, ids, this.clock.today());
      const missing = ids.filter((id) => !open.has(id));
      if (missing.length > 0) throw wishNotInRound(missing);
      await this.graduates.setWishes(tx, roundId, graduateId, wishes);
      return { wishes: wishes.length };
    });
  }

  /**
   * Leaves, at any stage: what waits for an answer ends with it, and no later pass takes the graduate in. What was
   * confirmed stays: ROUND_MATCH_CONFIRMED.
   */
  withdraw(principal: Principal, roundId: EntityId, graduateId: EntityId, given: string): Promise<EnrolledGraduate> {
    assertPermission(principal, 'matching.joinRound');
    const reason = checkedText('退出原因', given, 255);
    return this.write('matching.withdraw', roundId, graduateId, async (tx) => {
      const round = await this.access.leavableRound(tx, principal, roundId);
      await this.access.graduate(tx, principal, graduateId);
      const enrolment = await this.access.enrolledGraduate(tx, roundId, graduateId);
      const match = await this.matches.lock(tx, roundId, round.publishedPasses, graduateId);
      if (match?.status === MatchStatus.CONFIRMED) throw matchConfirmed();
      const changedAt = this.clock.now();
      await this.graduates.update(tx, enrolment, { status: ParticipationStatus.WITHDRAWN, reason, changedAt });
      const ended = { status: MatchStatus.WITHDRAWN, reason, answeredAt: changedAt };
      return { ended: await this.matches.endWaiting(tx, { roundId, graduateId }, ended) };
    });
  }

  private async openForWishes(tx: Transaction, principal: Principal, roundId: EntityId): Promise<RoundRow> {
    const round = await this.access.openRound(tx, principal, roundId);
    if (round.wishesUntil <= this.clock.now()) throw wishesClosed();
    return round;
  }

  private write(
    action: string,
    roundId: EntityId,
    graduateId: EntityId,
    work: (tx: Transaction) => Promise<object>,
  ): Promise<EnrolledGraduate> {
    return this.uow.run(async (tx) => {
      const details = { roundId, ...(await work(tx)) };
      await this.audit.record(tx, { action, objectType: 'RoundGraduate', objectId: graduateId, details });
      return (await this.graduates.lock(tx, roundId, graduateId)) as EnrolledGraduate;
    });
  }
}

function assertOfRound(graduate: GraduateOfScope, round: RoundRow, completes: boolean): void {
  const isOfRound =
    graduate.regionCode.startsWith(round.regionPrefix) && graduate.graduationYear === round.graduationYear;
  if (!isOfRound) throw graduateNotOfRound();
  if (!graduate.isFree) throw graduateNotAvailable();
  if (completes && graduate.suggestionsOptedOut) throw completionOptedOut();
}
