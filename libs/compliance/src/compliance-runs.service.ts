import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { assertPermission, requesterOf, Requesters } from '@sxbq/identity';
import { Clock, Principal, referenceDateOf, rowScopeOf, SYSTEM_PRINCIPAL, yearOf } from '@sxbq/kernel';
import { Inbox, Notifier, Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import { policyMissingForYear } from '@sxbq/policy';
import { ComplianceEvaluator, Evaluation } from './compliance-evaluator';
import { runNotFound } from './compliance.errors';
import { checkedYear } from './domain/reference-date';
import { RunStatus } from './domain/run-status';
import { COMPLIANCE_RUN_REQUESTED } from './jobs/compliance.queue';
import { BoardRepository } from './persistence/board.repository';
import { FactsVersionsRepository } from './persistence/facts-versions.repository';
import { PackedResult, packResult, ResultsRepository } from './persistence/results.repository';
import { RunRow, RunsRepository, RunStep } from './persistence/runs.repository';

/** A run without a step for this long has lost its worker or its job. */
const STRANDED_MS = 45_000;

/** What ends a run whose requester may no longer ask for it. */
export const REQUESTER_LOST_RIGHTS = 'COMPLIANCE_REQUESTER_LOST_RIGHTS';

/** Schools that are written and counted in one transaction. */
const SCHOOLS_PER_PAGE = 100;
/** Pages that are read and judged at once, so that neither the database nor this process waits for the other. */
const PAGES_AHEAD = 3;

interface RunPage {
  readonly schoolIds: readonly number[];
  /** null: the year has no policy. */
  readonly evaluation: Evaluation<PackedResult> | null;
}

/** Topic that carries `{ runId }` whenever a run moved on. */
export const runTopic = (runId: number): string => `compliance-run-${runId}`;

/** City-wide recomputes: durable rows that any worker can take up where they stand. */
@Injectable()
export class ComplianceRunsService {
  constructor(
    private readonly evaluator: ComplianceEvaluator,
    private readonly board: BoardRepository,
    private readonly results: ResultsRepository,
    private readonly versions: FactsVersionsRepository,
    private readonly runs: RunsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly inbox: Inbox,
    private readonly audit: AuditTrail,
    private readonly requesters: Requesters,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** Starts a run over the principal's region. Errors: YEAR_OUT_OF_RANGE, POLICY_MISSING_FOR_YEAR. */
  async request(principal: Principal, year: number): Promise<RunRow> {
    checkedYear(year);
    const scope = rowScopeOf(principal);
    if (scope.kind !== 'REGION') throw runNotFound();
    if (!(await this.evaluator.hasPolicy(year))) throw policyMissingForYear(year);
    const total = await this.board.countSchools(scope.prefix);
    const id = await this.unitOfWork.run(async (tx) => {
      const created = await this.create(tx, principal, year, scope.prefix, total);
      await this.audit.record(tx, {
        action: 'compliance.recompute',
        objectType: 'ComplianceRun',
        objectId: created,
        details: { year, schools: total },
      });
      return created;
    });
    return this.run(principal, id);
  }

  /** COMPLIANCE_RUN_NOT_FOUND when there is none or it is not the principal's to see. */
  async run(principal: Principal, id: number): Promise<RunRow> {
    assertPermission(principal, 'compliance.recompute');
    const run = await this.runs.byId(rowScopeOf(principal), id);
    if (!run) throw runNotFound();
    return run;
  }

  /** After a change that concerns every school: one run for the current year and each year with kept results. */
  async requestForEveryYear(eventId: string): Promise<void> {
    const years = new Set([yearOf(this.clock.today()), ...(await this.results.allStoredYears())]);
    await this.requestOnce('compliance.recompute-everything', eventId, [...years]);
  }

  /** Once a night: the current year, and a year that ended while nothing was running. */
  async sweep(): Promise<void> {
    const today = this.clock.today();
    const years = [yearOf(today)];
    for (const year of await this.results.allStoredYears()) {
      const lags = await this.results.lagsBehind(year, referenceDateOf(year, today));
      if (year !== yearOf(today) && lags) years.push(year);
    }
    await this.requestOnce('compliance.nightly-sweep', today, years);
  }

  /** Makes up for a night without a worker: the sweep, when a school has no result for today. */
  async sweepIfMissed(): Promise<void> {
    const today = this.clock.today();
    if (!(await this.board.isComplete(yearOf(today), today))) await this.sweep();
  }

  /** A run of all schools in the year, unless one is under way already. */
  async requestUnlessUnderWay(year: number): Promise<void> {
    if (await this.runs.isUnderWay(year)) return;
    const total = await this.board.countSchools('');
    await this.unitOfWork.run((tx) => this.create(tx, SYSTEM_PRINCIPAL, year, '', total));
  }

  /** Ids of runs that need a new job. */
  async stranded(): Promise<number[]> {
    const since = new Date(this.clock.now().getTime() - STRANDED_MS);
    return (await this.runs.stranded(since)).map(({ id }) => id);
  }

  /**
   * Takes the run from where it stands to its end, page by page. Results and progress of a page are one transaction, so
   * a worker that dies leaves whole pages. Ends quietly when another worker has taken the run over.
   */
  async proceed(runId: number, progress: (percent: number) => Promise<void>): Promise<void> {
    let run = await this.runs.byId({ kind: 'REGION', prefix: '' }, runId);
    if (!run || isOver(run)) return;
    if (!(await this.mayStillRun(run))) return this.refuse(run);
    for await (const page of this.pagesOf(run)) {
      if (!page.evaluation) {
        await this.step(run, {
          status: RunStatus.FAILED,
          error: 'POLICY_MISSING_FOR_YEAR',
          finishedAt: this.clock.now(),
        });
        return;
      }
      run = await this.keepPage(run, page.schoolIds, page.evaluation);
      if (!run) return;
      await progress(run.total === 0 ? 100 : Math.min(100, Math.floor((100 * run.done) / run.total)));
    }
    await this.step(run, { status: RunStatus.DONE, finishedAt: this.clock.now() });
  }

  /** Whether who asked for the run may still ask for it, and over this region (assurance A7). */
  private async mayStillRun(run: RunRow): Promise<boolean> {
    const requester = await this.requesters.stillHolding(run, 'compliance.recompute');
    return requester !== null && (await this.runs.byId(rowScopeOf(requester), run.id)) !== null;
  }

  private async refuse(run: RunRow): Promise<void> {
    const actor = await this.requesters.formerly(run);
    await this.step(
      run,
      { status: RunStatus.FAILED, error: REQUESTER_LOST_RIGHTS, finishedAt: this.clock.now() },
      (tx) =>
        this.audit.record(tx, {
          action: 'compliance.recompute',
          objectType: 'ComplianceRun',
          objectId: run.id,
          details: { code: REQUESTER_LOST_RIGHTS },
          result: AuditResult.REFUSED,
          actor,
        }),
    );
  }

  /** Evaluated pages after the run's last one; the next are already being read while one is judged and written. */
  private async *pagesOf(run: RunRow): AsyncGenerator<RunPage> {
    let afterId = run.lastSchoolId;
    const ahead: Promise<RunPage>[] = [];
    for (;;) {
      while (ahead.length < PAGES_AHEAD) {
        const schoolIds = await this.board.nextSchools(run.regionPrefix, afterId, SCHOOLS_PER_PAGE);
        if (schoolIds.length === 0) break;
        afterId = schoolIds.at(-1) ?? afterId;
        const page = this.evaluator
          .evaluateIfJudgeable(schoolIds, run.year, run.asOf, packResult)
          .then((evaluation) => ({ schoolIds, evaluation }));
        // Awaited later; a page that fails before its turn must not count as unheard.
        page.catch(() => undefined);
        ahead.push(page);
      }
      const next = ahead.shift();
      if (!next) return;
      yield await next;
    }
  }

  private keepPage(
    run: RunRow,
    schoolIds: readonly number[],
    evaluation: Evaluation<PackedResult>,
  ): Promise<RunRow | null> {
    const step: RunStep = {
      status: RunStatus.RUNNING,
      done: run.done + schoolIds.length,
      failed: run.failed + evaluation.failedIds.length,
      lastSchoolId: schoolIds.at(-1) ?? run.lastSchoolId,
      startedAt: run.startedAt ?? this.clock.now(),
    };
    const latest = referenceDateOf(run.year, this.clock.today());
    return this.step(run, step, async (tx) => {
      await this.results.save(tx, evaluation, latest);
      const { failedIds, factsVersions } = evaluation;
      await this.versions.noteContradictions(tx, run.year, failedIds, factsVersions, this.clock.now());
    });
  }

  /** The run after the step, or null when another worker was faster; `effect` is in the step's transaction. */
  private async step(
    run: RunRow,
    step: RunStep,
    effect: (tx: Transaction) => Promise<void> = () => Promise.resolve(),
  ): Promise<RunRow | null> {
    const now = this.clock.now();
    const moved = await this.unitOfWork.run(async (tx) => {
      if (!(await this.runs.advance(tx, run, step, now))) return false;
      await effect(tx);
      return true;
    });
    if (!moved) return null;
    await this.notifier.publish(runTopic(run.id), { runId: run.id });
    return { ...run, ...step, version: run.version + 1, changedAt: now };
  }

  private async requestOnce(consumer: string, messageId: string, years: readonly number[]): Promise<void> {
    const total = await this.board.countSchools('');
    const computable: number[] = [];
    for (const year of years) if (await this.evaluator.hasPolicy(year)) computable.push(year);
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, consumer, messageId))) return;
      for (const year of computable) await this.create(tx, SYSTEM_PRINCIPAL, year, '', total);
    });
  }

  private async create(
    tx: Transaction,
    principal: Principal,
    year: number,
    regionPrefix: string,
    total: number,
  ): Promise<number> {
    const asOf = referenceDateOf(year, this.clock.today());
    const requester = { requestedBy: principal.userId, ...requesterOf(principal) };
    const id = await this.runs.create(tx, { year, asOf, regionPrefix, total, ...requester }, this.clock.now());
    await this.outbox.append(tx, COMPLIANCE_RUN_REQUESTED, { runId: id });
    return id;
  }
}

const isOver = ({ status }: RunRow): boolean => status === RunStatus.DONE || status === RunStatus.FAILED;
