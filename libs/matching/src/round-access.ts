import { Injectable } from '@nestjs/common';
import { graduateNotFound } from '@sxbq/graduates';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { assertMaySpeak } from '@sxbq/placement';
import { Transaction } from '@sxbq/platform';
import { postingNotFound } from '@sxbq/postings';
import { LEAVING_STATUSES } from './domain/round-lifecycle';
import { ParticipationStatus, RoundStatus } from './domain/round-status';
import { EnrolledGraduate, GraduateOfScope, RoundGraduatesRepository } from './persistence/round-graduates.repository';
import { EnrolledPosting, PostingOfScope, RoundPostingsRepository } from './persistence/round-postings.repository';
import { RoundRow, RoundsRepository } from './persistence/rounds.repository';
import { notInRound, removedFromRound, roundNotFound, roundNotLeavable, roundNotOpen } from './round.errors';

/** What is looked at before a participant acts: the round is theirs to see, and they act with what is their own. */
@Injectable()
export class RoundAccess {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly graduates: RoundGraduatesRepository,
    private readonly postings: RoundPostingsRepository,
    private readonly clock: Clock,
  ) {}

  /** The round, which nobody moves on until the transaction ends. ROUND_NOT_FOUND. */
  async round(tx: Transaction, principal: Principal, id: EntityId): Promise<RoundRow> {
    const round = await this.rounds.lockToAct(tx, rowScopeOf(principal), id);
    if (!round) throw roundNotFound();
    return round;
  }

  /** As `round`, while participants enrol and rank: ROUND_NOT_OPEN. */
  async openRound(tx: Transaction, principal: Principal, id: EntityId): Promise<RoundRow> {
    const round = await this.round(tx, principal, id);
    if (round.status !== RoundStatus.OPEN) throw roundNotOpen(round.status);
    return round;
  }

  /** As `round`, while it can be left: ROUND_NOT_LEAVABLE. */
  async leavableRound(tx: Transaction, principal: Principal, id: EntityId): Promise<RoundRow> {
    const round = await this.round(tx, principal, id);
    if (!LEAVING_STATUSES.includes(round.status)) throw roundNotLeavable(round.status);
    return round;
  }

  /** GRADUATE_NOT_FOUND for another's; GRADUATE_ACTS_ALONE for a school once the graduate has an account. */
  async graduate(tx: Transaction, principal: Principal, id: EntityId): Promise<GraduateOfScope> {
    const graduate = await this.graduates.ofScope(tx, rowScopeOf(principal), id);
    if (!graduate) throw graduateNotFound();
    assertMaySpeak(principal, graduate.claimedUserId);
    return graduate;
  }

  /** POSTING_NOT_FOUND for another's. */
  async posting(tx: Transaction, principal: Principal, id: EntityId): Promise<PostingOfScope> {
    const posting = await this.postings.ofScope(tx, rowScopeOf(principal), id, this.clock.today());
    if (!posting) throw postingNotFound();
    return posting;
  }

  /** ROUND_PARTICIPANT_NOT_FOUND, also for who left; ROUND_PARTICIPANT_REMOVED. */
  async enrolledGraduate(tx: Transaction, roundId: EntityId, id: EntityId): Promise<EnrolledGraduate> {
    return enrolled(await this.graduates.lock(tx, roundId, id));
  }

  /** As `enrolledGraduate`. */
  async enrolledPosting(tx: Transaction, roundId: EntityId, id: EntityId): Promise<EnrolledPosting> {
    return enrolled(await this.postings.lock(tx, roundId, id));
  }
}

function enrolled<Row extends { readonly status: ParticipationStatus }>(row: Row | null): Row {
  if (!row || row.status === ParticipationStatus.WITHDRAWN) throw notInRound();
  if (row.status === ParticipationStatus.REMOVED) throw removedFromRound();
  return row;
}
