import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { Requesters } from '@sxbq/identity';
import { Clock, EntityId, rowScopeOf } from '@sxbq/kernel';
import { isOutage, JobContext, Transaction, UnitOfWork } from '@sxbq/platform';
import { SuggestionRunStatus, UNFINISHED } from './domain/suggestions/run-status';
import { SuggestionRows } from './domain/suggestions/suggestion-rows';
import { computeSuggestionsJob } from './jobs/suggestions.queue';
import { ScoringInputReader } from './persistence/scoring-input.reader';
import { SuggestionRowsRepository } from './persistence/suggestion-rows.repository';
import {
  SuggestionRunRow,
  SuggestionRunsRepository,
  SuggestionRunStep,
} from './persistence/suggestion-runs.repository';
import { scoreWeightsOf, ScoreWeightsService } from './score-weights.service';
import { suggestInThread } from './thread/matching-threads';

/** As many as somebody looks through. */
export const SUGGESTION_LIMITS = { perGraduate: 10, perPosting: 30 };

const EVERYWHERE = { kind: 'REGION', prefix: '' } as const;
/** What ends a run whose requester may no longer ask for it. */
const REQUESTER_LOST_RIGHTS = 'REQUESTER_LOST_RIGHTS';
const COMPUTATION_FAILED = 'COMPUTATION_FAILED';
const ROWS_AT_ONCE = 5_000;

/**
 * Computes a city's suggestions. Rows are written under a run that nobody sees; one transaction at the end puts it in the
 * place of the one before. Whoever takes a run over from a lost worker begins anew.
 */
@Injectable()
export class SuggestionComputation {
  constructor(
    private readonly runs: SuggestionRunsRepository,
    private readonly suggestions: SuggestionRowsRepository,
    private readonly reader: ScoringInputReader,
    private readonly weights: ScoreWeightsService,
    private readonly requesters: Requesters,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Ends quietly when the run is over or another worker has taken it over. */
  async compute(runId: EntityId, context: Pick<JobContext, 'attempt' | 'progress'>): Promise<void> {
    const run = await this.runs.byId(EVERYWHERE, runId);
    if (!run || !UNFINISHED.includes(run.status)) return;
    if (!(await this.mayStillRun(run))) return this.refuse(run);
    try {
      await this.carryOut(run, context);
    } catch (error) {
      if (context.attempt >= computeSuggestionsJob.attempts && !isOutage(error)) await this.fail(runId);
      throw error;
    }
  }

  private async carryOut(queued: SuggestionRunRow, context: Pick<JobContext, 'progress'>): Promise<void> {
    const inForce = await this.weights.inForce(queued.regionPrefix);
    const weights = scoreWeightsOf(inForce);
    const asOf = this.clock.today();
    const begun = await this.step(queued, {
      status: SuggestionRunStatus.RUNNING,
      asOf,
      startedAt: this.clock.now(),
      done: 0,
      total: 0,
      weights,
      scoreWeightsVersionId: inForce.id,
    });
    if (!begun) return;
    // What an attempt that was cut off has left.
    await this.clear(begun.id);
    const { regionPrefix } = begun;
    const { input, digest } = await this.reader.read({ asOf, graduates: { regionPrefix }, postings: { regionPrefix } });
    const sizes = { graduates: input.graduates.ids.length, postings: input.postings.ids.length };
    const pinned = await this.suggestions.pinned(regionPrefix);
    const rows = await suggestInThread(input, weights, SUGGESTION_LIMITS, pinned);
    const computed = { ...sizes, inputDigest: digest, eligible: rows.eligible, total: rows.graduateIds.length };
    const run = await this.step(begun, computed);
    if (run && (await this.write(run, rows, context)) && (await this.publish(run))) await this.tidy(regionPrefix);
  }

  /** Every batch is written under the condition that the run is still ours; false when it is not. */
  private async write(run: SuggestionRunRow, rows: SuggestionRows, { progress }: Pick<JobContext, 'progress'>) {
    for (let from = 0; from < run.total; from += ROWS_AT_ONCE) {
      const to = Math.min(run.total, from + ROWS_AT_ONCE);
      const isOurs = await this.uow.run(async (tx) => {
        if (!(await this.runs.note(tx, run, to, this.clock.now()))) return false;
        await this.suggestions.insert(tx, run.id, rows, from, to);
        return true;
      });
      if (!isOurs) return false;
      await progress(Math.floor((100 * to) / run.total));
    }
    return true;
  }

  private publish(run: SuggestionRunRow): Promise<boolean> {
    return this.uow.run(async (tx) => {
      if (!(await this.runs.publish(tx, run, this.clock.now()))) return false;
      const { regionPrefix, graduates, postings, total, inputDigest, weights } = run;
      await this.audit.record(tx, {
        action: 'matching.publishSuggestions',
        objectType: 'SuggestionRun',
        objectId: run.id,
        details: { regionPrefix, graduates, postings, kept: total, inputDigest, weightsVersion: weights?.version },
      });
      return true;
    });
  }

  /** Rows of earlier runs: nobody sees them any more. */
  private async tidy(regionPrefix: string): Promise<void> {
    for (const runId of await this.suggestions.leftovers(regionPrefix)) await this.clear(runId);
  }

  private async clear(runId: EntityId): Promise<void> {
    let deleted: number;
    do deleted = await this.uow.run((tx) => this.suggestions.deleteSome(tx, runId, ROWS_AT_ONCE));
    while (deleted === ROWS_AT_ONCE);
  }

  /** Whether who asked for the run may still ask for it, and over this region (assurance A7). */
  private async mayStillRun(run: SuggestionRunRow): Promise<boolean> {
    const requester = await this.requesters.stillHolding(run, 'matching.computeSuggestions');
    return requester !== null && (await this.runs.byId(rowScopeOf(requester), run.id)) !== null;
  }

  private async refuse(run: SuggestionRunRow): Promise<void> {
    const actor = await this.requesters.formerly(run);
    const failed = { status: SuggestionRunStatus.FAILED, error: REQUESTER_LOST_RIGHTS, finishedAt: this.clock.now() };
    await this.step(run, failed, (tx) =>
      this.audit.record(tx, {
        action: 'matching.computeSuggestions',
        objectType: 'SuggestionRun',
        objectId: run.id,
        actor,
        details: { code: REQUESTER_LOST_RIGHTS },
        result: AuditResult.REFUSED,
      }),
    );
  }

  /** After the last attempt: nobody takes the run up again. */
  private async fail(runId: EntityId): Promise<void> {
    const run = await this.runs.byId(EVERYWHERE, runId);
    if (!run || !UNFINISHED.includes(run.status)) return;
    const failed = { status: SuggestionRunStatus.FAILED, error: COMPUTATION_FAILED, finishedAt: this.clock.now() };
    await this.step(run, failed);
  }

  /** The run after the step, or null when another worker was faster. */
  private async step(
    run: SuggestionRunRow,
    step: SuggestionRunStep,
    effect: (tx: Transaction) => Promise<void> = () => Promise.resolve(),
  ): Promise<SuggestionRunRow | null> {
    const now = this.clock.now();
    const moved = await this.uow.run(async (tx) => {
      if (!(await this.runs.advance(tx, run, step, now))) return false;
      await effect(tx);
      return true;
    });
    return moved ? { ...run, ...step, version: run.version + 1, changedAt: now } : null;
  }
}
