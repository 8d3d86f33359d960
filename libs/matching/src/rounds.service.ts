import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  assertRegionInScope,
  checkedDate,
  checkedRegionPrefix,
  checkedText,
  checkedWholeNumber,
  Clock,
  EntityId,
  groupBy,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
  shanghaiDate,
  yearOf,
} from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { ROUND_RULES_VERSION } from './domain/deferred-acceptance/market-digest';
import { RoundStep } from './domain/round-lifecycle';
import { MatchStatus, RoundStatus } from './domain/round-status';
import { RoundMatchesRepository } from './persistence/round-matches.repository';
import { RoundPassesRepository } from './persistence/round-passes.repository';
import {
  NewRound,
  ONE_AT_A_TIME,
  RoundChange,
  RoundEventRow,
  RoundFilter,
  RoundRow,
  RoundsRepository,
} from './persistence/rounds.repository';
import { GivenDraw, NewLot, RoundLotsService } from './round-lots.service';
import { RoundSteps } from './round-steps';
import { ScoreWeightsService } from './score-weights.service';
import { answersPending, deadlinesInvalid, drawInvalid, roundGoingOn, roundNotFound } from './round.errors';

export interface RoundListRequest extends PageRequest {
  readonly filter?: RoundFilter | null;
}

export type GivenRound = Pick<
  NewRound,
  'title' | 'regionPrefix' | 'graduationYear' | 'wishesUntil' | 'rankingUntil' | 'maxWishes' | 'passes' | 'answerDays'
> &
  GivenDraw;

const MAX_WISHES = 50;
const MAX_PASSES = 5;
const MAX_ANSWER_DAYS = 14;
const DAY_MS = 86_400_000;

/** 双选会: a bureau's rounds and the steps an officer takes with them. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly passes: RoundPassesRepository,
    private readonly matches: RoundMatchesRepository,
    private readonly steps: RoundSteps,
    private readonly weights: ScoreWeightsService,
    private readonly lots: RoundLotsService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Latest first. */
  list(principal: Principal, request: RoundListRequest): Promise<Page<RoundRow>> {
    assertPermission(principal, 'matching.readRounds');
    return this.rounds.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  /** ROUND_NOT_FOUND also when the round is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<RoundRow> {
    assertPermission(principal, 'matching.readRounds');
    const round = (await this.rounds.find(rowScopeOf(principal), [id])).get(id);
    if (!round) throw roundNotFound();
    return round;
  }

  /** Steps by round, oldest first. The caller has read the rounds within its scope. */
  async events(ids: readonly EntityId[]): Promise<Map<EntityId, RoundEventRow[]>> {
    return groupBy(await this.rounds.events(ids), (event) => event.roundId);
  }

  /**
   * A draft, which says by what public draw its lots will be drawn. ROUND_GOING_ON while another of the region and year is,
   * REGION_OUT_OF_SCOPE, ROUND_DEADLINES_INVALID, ROUND_DRAW_INVALID and the errors of the form.
   */
  async create(principal: Principal, given: GivenRound): Promise<RoundRow> {
    assertPermission(principal, 'matching.manageRounds');
    const checked = this.checked(principal, given);
    const promised = {
      ruleVersion: ROUND_RULES_VERSION,
      weightsId: (await this.weights.inForce(checked.regionPrefix)).id,
      openedBy: principal.userId,
    };
    const id = await this.uow
      .run((tx) => this.draft(tx, principal, { ...checked, ...promised }))
      .catch(refuseDuplicates({ [ONE_AT_A_TIME]: roundGoingOn }));
    return this.get(principal, id);
  }

  private async draft(
    tx: Transaction,
    principal: Principal,
    round: Omit<NewRound, keyof NewLot> & GivenDraw,
  ): Promise<EntityId> {
    const lot = await this.lots.ofNew(tx, round);
    const created = await this.rounds.insert(tx, { ...round, ...lot });
    // After the own row is there: two that are made at once see each other, and one of them gives way.
    if (await this.rounds.isAnotherGoingOn(tx, { id: created, ...round })) throw roundGoingOn();
    await this.steps.remember(tx, principal, created, null, RoundStatus.DRAFT);
    const { lotOrigin, lotOfRoundId } = lot;
    await this.audit.record(tx, {
      action: 'matching.createRound',
      objectType: 'MatchingRound',
      objectId: created,
      after: { ...round, lotOrigin, lotOfRoundId },
    });
    return created;
  }

  /**
   * Participants enrol and rank from now on, and see what the lots will be drawn from. ROUND_DEADLINES_INVALID when its time
   * is over already, ROUND_GOING_ON.
   */
  open(principal: Principal, id: EntityId, revision: number): Promise<RoundRow> {
    return this.step(principal, id, revision, RoundStep.OPEN, async (tx, round) => {
      if (round.wishesUntil <= this.clock.now()) throw deadlinesInvalid();
      if (await this.rounds.isAnotherGoingOn(tx, round)) throw roundGoingOn();
      return this.lots.committed(round);
    });
  }

  /** Freezes the ranks before their time. */
  close(principal: Principal, id: EntityId, revision: number): Promise<RoundRow> {
    return this.step(principal, id, revision, RoundStep.CLOSE, () => Promise.resolve({}));
  }

  /** Until the first publication; a pass that is being computed is told to end. The participants read the reason. */
  async cancel(principal: Principal, id: EntityId, revision: number, given: string): Promise<RoundRow> {
    const reason = checkedText('取消原因', given, 255);
    return this.step(principal, id, revision, RoundStep.CANCEL, async (tx, round) => {
      const pass = await this.passes.byNumber(tx, id, round.publishedPasses + 1);
      if (pass) await this.passes.requestStop(tx, pass.id, this.clock.now());
      return { reason };
    });
  }

  /** All of a pass is seen from here on, by everybody at once; answers are taken for the round's days. */
  async publish(principal: Principal, id: EntityId, revision: number): Promise<RoundRow> {
    assertPermission(principal, 'matching.publishRound');
    return this.step(principal, id, revision, RoundStep.PUBLISH, async (tx, round) => {
      const now = this.clock.now();
      const number = round.publishedPasses + 1;
      const pass = await this.passes.byNumber(tx, id, number);
      if (!pass || !(await this.passes.advance(tx, pass, { publishedAt: now }, now))) throw roundNotFound();
      return { publishedPasses: number, answerUntil: new Date(now.getTime() + round.answerDays * DAY_MS) };
    });
  }

  /** Nothing more comes of it. ROUND_ANSWERS_PENDING while somebody may still answer. */
  async finish(principal: Principal, id: EntityId, revision: number): Promise<RoundRow> {
    return this.step(principal, id, revision, RoundStep.FINISH, async (tx, round) => {
      await this.endAnswers(tx, round);
      return { answerUntil: null };
    });
  }

  /** Ends what nobody answered in time; ROUND_ANSWERS_PENDING when the time is not over and somebody has not. */
  async endAnswers(tx: Transaction, round: RoundRow): Promise<void> {
    if (round.status !== RoundStatus.PROPOSED) return;
    const now = this.clock.now();
    const waiting = await this.matches.countWaiting(tx, round.id);
    if (waiting === 0) return;
    if (round.answerUntil !== null && round.answerUntil > now) throw answersPending(waiting);
    await this.matches.endWaiting(
      tx,
      { roundId: round.id },
      { status: MatchStatus.EXPIRED, reason: '逾期未答复', answeredAt: now },
    );
  }

  private async step(
    principal: Principal,
    id: EntityId,
    revision: number,
    step: RoundStep,
    prepare: (tx: Transaction, round: RoundRow) => Promise<Omit<RoundChange, 'status'>>,
  ): Promise<RoundRow> {
    if (step !== RoundStep.PUBLISH) assertPermission(principal, 'matching.manageRounds');
    await this.uow.run(async (tx) => {
      const round = await this.steps.open(tx, principal, id, step, revision);
      await this.steps.take(tx, principal, round, step, await prepare(tx, round));
    });
    return this.get(principal, id);
  }

  private checked(principal: Principal, given: GivenRound): GivenRound {
    const year = yearOf(this.clock.today());
    const regionPrefix = checkedRegionPrefix(given.regionPrefix);
    assertRegionInScope(rowScopeOf(principal), regionPrefix);
    const { wishesUntil, rankingUntil } = given;
    if (!(wishesUntil > this.clock.now()) || !(rankingUntil >= wishesUntil)) throw deadlinesInvalid();
    if (checkedDate('开奖日', given.drawOn) <= shanghaiDate(rankingUntil)) throw drawInvalid();
    return {
      title: checkedText('名称', given.title, 120),
      regionPrefix,
      graduationYear: checkedWholeNumber('毕业年份', given.graduationYear, year - 3, year + 3),
      wishesUntil,
      rankingUntil,
      maxWishes: checkedWholeNumber('志愿数上限', given.maxWishes, 1, MAX_WISHES),
      passes: checkedWholeNumber('轮数', given.passes, 1, MAX_PASSES),
      answerDays: checkedWholeNumber('答复天数', given.answerDays, 1, MAX_ANSWER_DAYS),
      drawSource: checkedText('公开开奖', given.drawSource, 120),
      drawOn: given.drawOn,
    };
  }
}
