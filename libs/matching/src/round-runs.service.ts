import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { assertPermission, requesterOf, Requesters } from '@sxbq/identity';
import { Clock, DomainError, EntityId, Principal, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { isOutage, JobContext, Notifier, Outbox, SnapshotReader, Transaction, UnitOfWork } from '@sxbq/platform';
import type { RoundOutcome } from './domain/deferred-acceptance/round-outcome';
import { ROUND_RULES_VERSION } from './domain/deferred-acceptance/market-digest';
import { isRoundStepAllowed, RoundStep } from './domain/round-lifecycle';
import { isPassOver, PassStatus, RoundStatus } from './domain/round-status';
import { proceedRoundPassJob, ROUND_PASS_REQUESTED } from './jobs/rounds.queue';
import { RoundInputRepository } from './persistence/round-input.repository';
import { RoundMatchesRepository } from './persistence/round-matches.repository';
import { PassRow, PassStep, RoundPassesRepository } from './persistence/round-passes.repository';
import { RoundRow, RoundsRepository } from './persistence/rounds.repository';
import { RoundScorings } from './round-scorings';
import { RoundSteps } from './round-steps';
import {
  lotNotDrawn,
  noPassLeft,
  passNotFound,
  roundChanged,
  roundNotFound,
  roundStepNotAllowed,
  roundWithoutParticipants,
} from './round.errors';
import { RoundsService } from './rounds.service';
import { runPassInThread } from './thread/matching-threads';

/** A pass without a sign of life for this long has lost its worker or its job. */
const STRANDED_MS = 45_000;
/** How often a running pass asks whether it should end, and says how far it is. */
const LOOK_MS = 500;
const EVERYWHERE = { kind: 'REGION', prefix: '' } as const;

export const REQUESTER_LOST_RIGHTS = 'ROUND_REQUESTER_LOST_RIGHTS';
/** The program computes by other rules than those that were promised. */
export const RULES_CHANGED = 'ROUND_RULES_CHANGED';
/** Something went wrong inside at every attempt; the log says what. The round can be run again. */
export const COMPUTATION_FAILED = 'ROUND_COMPUTATION_FAILED';

/** Topic that carries `{ passId }` whenever a pass moved on. */
export const passTopic = (passId: number): string => `matching-round-pass-${passId}`;

class Stopped extends Error {}

interface ComputedPass {
  readonly outcome: RoundOutcome;
  readonly weightsVersion: number;
}

/** Passes of rounds: durable rows that any worker takes from the frozen ranks to a result that is kept whole or not. */
@Injectable()
export class RoundRunsService {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly passes: RoundPassesRepository,
    private readonly inputs: RoundInputRepository,
    private readonly scorings: RoundScorings,
    private readonly matches: RoundMatchesRepository,
    private readonly service: RoundsService,
    private readonly steps: RoundSteps,
    private readonly snapshots: SnapshotReader,
    private readonly requesters: Requesters,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly notifier: Notifier,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** ROUND_PASS_NOT_FOUND when there is none or its round is not the principal's to run. */
  async pass(principal: Principal, id: EntityId): Promise<PassRow> {
    assertPermission(principal, 'matching.runRound');
    const pass = await this.passes.byId(rowScopeOf(principal), id);
    if (!pass) throw passNotFound();
    return pass;
  }

  /** By round, first to last; unpublished ones for bureaus alone. The caller has read the rounds within its scope. */
  ofRounds(principal: Principal, roundIds: readonly EntityId[]): Promise<Map<EntityId, PassRow[]>> {
    return this.passes.ofRounds(rowScopeOf(principal), roundIds);
  }

  /**
   * The next pass over who is left, or the present one again before its publication. ROUND_ANSWERS_PENDING,
   * ROUND_NO_PASS_LEFT, ROUND_LOT_NOT_DRAWN, ROUND_EMPTY.
   */
  async request(principal: Principal, roundId: EntityId, revision: number): Promise<PassRow> {
    assertPermission(principal, 'matching.runRound');
    const passId = await this.uow.run(async (tx) => {
      const round = await this.toRun(tx, principal, roundId, revision);
      const number = round.publishedPasses + 1;
      if (number > round.passes) throw noPassLeft(round.passes);
      if (round.seed === null) throw lotNotDrawn(round.drawSource);
      const today = this.clock.today();
      if (!(await this.inputs.hasParticipants(tx, { id: roundId, today }))) throw roundWithoutParticipants();
      await this.steps.take(tx, principal, round, RoundStep.RUN, {}, { pass: number });
      return this.queued(tx, principal, roundId, number);
    });
    return this.pass(principal, passId);
  }

  /** Tells the pass to end; the round goes back to its frozen ranks when it has. */
  async stop(principal: Principal, passId: EntityId): Promise<PassRow> {
    const pass = await this.pass(principal, passId);
    await this.uow.run(async (tx) => {
      await this.steps.open(tx, principal, pass.roundId, RoundStep.STOP);
      await this.passes.requestStop(tx, passId, this.clock.now());
      await this.audit.record(tx, { action: 'matching.stopPass', objectType: 'RoundPass', objectId: passId });
    });
    return this.pass(principal, passId);
  }

  /** Ids of passes that need a new job. */
  async stranded(): Promise<number[]> {
    const since = new Date(this.clock.now().getTime() - STRANDED_MS);
    return (await this.passes.stranded(since)).map(({ id }) => id);
  }

  /**
   * Takes the pass to its end. Nothing is written before all is computed, and then all at once; so a worker that dies
   * leaves nothing, and the next one begins anew with the same frozen ranks. Ends quietly when another was faster.
   */
  async proceed(passId: EntityId, { attempt, progress }: Pick<JobContext, 'attempt' | 'progress'>): Promise<void> {
    const pass = await this.passes.byId(EVERYWHERE, passId);
    if (!pass || isPassOver(pass.status)) return;
    const requester = await this.requesters.stillHolding(pass, 'matching.runRound');
    const round = requester && (await this.rounds.find(rowScopeOf(requester), [pass.roundId])).get(pass.roundId);
    if (!round) return this.refuse(pass);
    if (round.ruleVersion !== ROUND_RULES_VERSION) return this.fail(pass, RULES_CHANGED);
    const running = await this.step(pass, { status: PassStatus.RUNNING, startedAt: this.clock.now(), done: 0 });
    if (!running) return;
    try {
      await this.keep(running, await this.compute(running, round, progress));
    } catch (error) {
      if (error instanceof Stopped) return this.end(running, PassStatus.STOPPED, null);
      if (isOutage(error)) throw error;
      if (error instanceof DomainError) return this.fail(running, error.code);
      if (attempt >= proceedRoundPassJob.attempts) await this.fail(running, COMPUTATION_FAILED);
      throw error;
    }
  }

  private async compute(
    pass: PassRow,
    round: RoundRow,
    progress: (percent: number) => Promise<void>,
  ): Promise<ComputedPass> {
    const stopping = new AbortController();
    let seen = { done: 0, total: 0 };
    const look = async (): Promise<void> => {
      if (await this.passes.isStopRequested(pass.id)) return stopping.abort(new Stopped());
      await this.passes.progress(pass.id, seen.done, seen.total, this.clock.now());
      await progress(seen.total === 0 ? 0 : Math.floor((100 * seen.done) / seen.total));
      await this.notifier.publish(passTopic(pass.id), { passId: pass.id });
    };
    await look();
    const looking = setInterval(() => void look().catch(() => undefined), LOOK_MS);
    try {
      const { frozen, scoring } = await this.snapshots.read(async (reader) => {
        const toRead = { id: round.id, seed: round.seed!, number: pass.number, today: this.clock.today() };
        const ranks = await this.inputs.read(reader, toRead);
        return { frozen: ranks, scoring: await this.scorings.read(reader, round, toRead.today) };
      });
      const { version: weightsVersion } = scoring.weights;
      const outcome = await runPassInThread(frozen, scoring, {
        signal: stopping.signal,
        onProgress: (done, total) => (seen = { done, total }),
      });
      return { outcome, weightsVersion };
    } finally {
      clearInterval(looking);
    }
  }

  /** The whole result and the round's step, or nothing: a round that was cancelled meanwhile keeps nothing. */
  private async keep(pass: PassRow, { outcome, weightsVersion }: ComputedPass): Promise<void> {
    const done: PassStep = {
      status: PassStatus.DONE,
      finishedAt: this.clock.now(),
      error: null,
      digest: outcome.digest,
      weightsVersion,
      placed: outcome.placed,
      proposals: outcome.proposals,
      graduates: outcome.graduateIds.length,
      postings: outcome.postingIds.length,
      total: outcome.graduateIds.length,
      done: outcome.graduateIds.length,
      seats: outcome.capacities.reduce((sum, capacity) => sum + capacity, 0),
    };
    await this.uow.run(async (tx) => {
      const round = await this.rounds.lock(tx, EVERYWHERE, pass.roundId);
      const present = await this.passes.byNumber(tx, pass.roundId, pass.number);
      if (round?.status !== RoundStatus.MATCHING || present?.stopRequestedAt) throw new Stopped();
      if (!(await this.passes.advance(tx, pass, done, this.clock.now()))) return;
      await this.matches.replace(tx, pass.roundId, pass.id, outcome);
      await this.matches.endLeft(tx, pass.roundId, pass.id);
      await this.steps.take(tx, SYSTEM_PRINCIPAL, round, RoundStep.KEEP, {}, { digest: outcome.digest });
    });
    await this.notifier.publish(passTopic(pass.id), { passId: pass.id });
  }

  private fail(pass: PassRow, error: string): Promise<void> {
    return this.end(pass, PassStatus.FAILED, error);
  }

  /** Ends the pass without a result; a round that was waiting for it goes back to its frozen ranks. */
  private async end(
    pass: PassRow,
    status: PassStatus,
    error: string | null,
    effect: (tx: Transaction) => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const round = await this.rounds.lock(tx, EVERYWHERE, pass.roundId);
      const step = { status, error, finishedAt: this.clock.now() };
      if (!(await this.passes.advance(tx, pass, step, this.clock.now()))) return;
      if (round?.status === RoundStatus.MATCHING) await this.steps.take(tx, SYSTEM_PRINCIPAL, round, RoundStep.STOP);
      await effect(tx);
    });
    await this.notifier.publish(passTopic(pass.id), { passId: pass.id });
  }

  private async refuse(pass: PassRow): Promise<void> {
    const actor = await this.requesters.formerly(pass);
    await this.end(pass, PassStatus.FAILED, REQUESTER_LOST_RIGHTS, (tx) =>
      this.audit.record(tx, {
        action: 'matching.runRound',
        objectType: 'RoundPass',
        objectId: pass.id,
        details: { code: REQUESTER_LOST_RIGHTS },
        result: AuditResult.REFUSED,
        actor,
      }),
    );
  }

  /** The pass after the step, or null when another worker was faster. */
  private async step(pass: PassRow, step: PassStep): Promise<PassRow | null> {
    const now = this.clock.now();
    const moved = await this.uow.run((tx) => this.passes.advance(tx, pass, step, now));
    return moved ? { ...pass, ...step, version: pass.version + 1, changedAt: now } : null;
  }

  /** The round, locked, where a pass may begin: answers of the last one are over. */
  private async toRun(tx: Transaction, principal: Principal, id: EntityId, revision: number): Promise<RoundRow> {
    let round = await this.rounds.lock(tx, rowScopeOf(principal), id);
    if (!round) throw roundNotFound();
    if (round.revision !== revision) throw roundChanged();
    if (round.status === RoundStatus.PROPOSED) {
      await this.service.endAnswers(tx, round);
      round = await this.steps.take(tx, principal, round, RoundStep.SETTLE, { answerUntil: null });
    }
    if (!isRoundStepAllowed(RoundStep.RUN, round)) throw roundStepNotAllowed(RoundStep.RUN, round.status);
    return round;
  }

  private async queued(tx: Transaction, principal: Principal, roundId: EntityId, number: number): Promise<EntityId> {
    const now = this.clock.now();
    const requester = { requestedBy: principal.userId, ...requesterOf(principal) };
    const present = await this.passes.byNumber(tx, roundId, number);
    const again: PassStep = {
      status: PassStatus.QUEUED,
      requestedAt: now,
      ...requester,
      stopRequestedAt: null,
      startedAt: null,
      finishedAt: null,
      error: null,
      digest: null,
      done: 0,
      total: 0,
    };
    if (present && !(await this.passes.advance(tx, present, again, now))) throw roundChanged();
    const passId = present?.id ?? (await this.passes.create(tx, { roundId, number, ...requester }, now));
    await this.outbox.append(tx, ROUND_PASS_REQUESTED, { passId });
    return passId;
  }
}
