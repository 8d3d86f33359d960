import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  assertRegionInScope,
  CalendarDate,
  checkedDate,
  checkedRegionPrefix,
  Clock,
  EntityId,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import {
  deadlinePast,
  runExists,
  runNotFound,
  runSuperseded,
  schemeDoesNotFit,
  schemeMissing,
  selfScoreStillOpen,
} from './assessment-run.errors';
import { AssessmentSteps } from './assessment-steps';
import { AssessmentSubject } from './domain/model';
import { isOver } from './domain/run/run-dates';
import { AssessmentStatus } from './domain/run/run-status';
import { AssessmentStep } from './domain/run/run-step';
import { AssessmentTask } from './domain/run/run-task';
import { NewRun, RunFilter, RunRow, RunsRepository, TransitionRow } from './persistence/runs.repository';
import { SchemeRow, SchemesRepository } from './persistence/schemes.repository';

export interface RunSettings {
  /** The newest of year and region when left out; null: schools are not assessed. */
  readonly schoolSchemeId?: EntityId | null;
  readonly enterpriseSchemeId?: EntityId | null;
  readonly selfScoreUntil: CalendarDate;
}

export interface NewAssessment extends RunSettings {
  readonly year: number;
  /** The own region when left out. */
  readonly regionPrefix?: string | null;
}

type Schemes = Pick<NewRun, 'schoolSchemeId' | 'enterpriseSchemeId'>;

/** A year's assessment from its preparation to its end; what happens inside a status is for the services of its parts. */
@Injectable()
export class AssessmentRunsService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly schemes: SchemesRepository,
    private readonly steps: AssessmentSteps,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  list(principal: Principal, request: PageRequest & { readonly filter?: RunFilter | null }): Promise<Page<RunRow>> {
    assertPermission(principal, 'assessment.read');
    return this.runs.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  /** ASSESSMENT_RUN_NOT_FOUND also when it is not the principal's to see. */
  async get(principal: Principal, id: EntityId): Promise<RunRow> {
    assertPermission(principal, 'assessment.read');
    const run = (await this.runs.find(rowScopeOf(principal), [id])).get(id);
    if (!run) throw runNotFound();
    return run;
  }

  /** Steps of runs that the caller has read. */
  async transitions(runIds: readonly EntityId[]): Promise<Map<EntityId, TransitionRow[]>> {
    return Map.groupBy(await this.runs.transitions(runIds), ({ runId }) => runId);
  }

  /** Schemes of runs that the caller has read, by id. */
  async schemesOf(ids: readonly EntityId[]): Promise<Map<EntityId, SchemeRow>> {
    return new Map((await this.schemes.byIds(ids)).map((scheme) => [scheme.id, scheme]));
  }

  /** A draft. ASSESSMENT_RUN_EXISTS, ASSESSMENT_SCHEME_MISSING, ASSESSMENT_SCHEME_DOES_NOT_FIT. */
  async create(principal: Principal, given: NewAssessment): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    const { year } = given;
    const regionPrefix = checkedRegionPrefix(
      given.regionPrefix ?? principal.memberRegionPrefix ?? principal.regionPrefix,
    );
    assertRegionInScope(rowScopeOf(principal), regionPrefix);
    const chosen = await this.chosen(given, year, regionPrefix);
    const run = { regionPrefix, year, version: 1, supersedesId: null, ...chosen };
    const selfScoreUntil = checkedDate('自评截止日', given.selfScoreUntil);
    const id = await this.uow
      .run((tx) => this.insert(tx, principal, 'create', { ...run, selfScoreUntil }))
      .catch(refuseDuplicates({ ix_assessment_run_region_prefix_year_version: () => runExists(regionPrefix, year) }));
    return this.get(principal, id);
  }

  /** Other schemes or another deadline. ASSESSMENT_SCHEME_FROZEN once the facts are. */
  async configure(principal: Principal, id: EntityId, revision: number, given: RunSettings): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    const { year, regionPrefix } = await this.get(principal, id);
    const chosen = await this.chosen(given, year, regionPrefix);
    const selfScoreUntil = checkedDate('自评截止日', given.selfScoreUntil);
    return this.steps.run(principal, id, async (tx) => {
      const read = await this.steps.open(tx, principal, id, AssessmentStep.CONFIGURE, revision);
      if (read.status === AssessmentStatus.OPEN) this.assertToCome(selfScoreUntil);
      const change = { ...chosen, selfScoreUntil, selfScoresLockedAt: null };
      await this.steps.take(tx, principal, read, 'configure', change);
    });
  }

  /** Self scores begin. ASSESSMENT_DEADLINE_PAST. */
  async open(principal: Principal, id: EntityId, revision: number): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    return this.steps.run(principal, id, async (tx) => {
      const read = await this.steps.open(tx, principal, id, AssessmentStep.OPEN, revision);
      this.assertToCome(read.selfScoreUntil);
      await this.steps.take(tx, principal, read, 'open', { status: AssessmentStatus.OPEN });
    });
  }

  /** Asks the worker for the snapshot and the markers. SELF_SCORE_STILL_OPEN. */
  async freeze(principal: Principal, id: EntityId, revision: number): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    return this.steps.run(principal, id, async (tx) => {
      const read = await this.steps.open(tx, principal, id, AssessmentStep.FREEZE, revision);
      if (!isOver(read.selfScoreUntil, this.clock.today())) throw selfScoreStillOpen(read.selfScoreUntil);
      await this.steps.request(tx, principal, read, 'freeze', AssessmentTask.FREEZE);
    });
  }

  async close(principal: Principal, id: EntityId, revision: number): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    return this.steps.run(principal, id, async (tx) => {
      const read = await this.steps.open(tx, principal, id, AssessmentStep.CLOSE, revision);
      await this.steps.take(tx, principal, read, 'close', { status: AssessmentStatus.CLOSED });
    });
  }

  /** A new version in draft that supersedes this one, which keeps all it has. ASSESSMENT_SUPERSEDED when there is one. */
  async reopen(principal: Principal, id: EntityId, revision: number, given: RunSettings): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    const { year, regionPrefix } = await this.get(principal, id);
    const chosen = await this.chosen(given, year, regionPrefix);
    const selfScoreUntil = checkedDate('自评截止日', given.selfScoreUntil);
    let created: EntityId = id;
    await this.steps
      .run(principal, id, async (tx) => {
        const read = await this.steps.open(tx, principal, id, AssessmentStep.REOPEN, revision);
        await this.steps.take(tx, principal, read, 'reopen', {});
        const successor = { year, regionPrefix, version: read.version + 1, supersedesId: read.id };
        created = await this.insert(tx, principal, 'create', { ...successor, ...chosen, selfScoreUntil });
      })
      .catch(refuseDuplicates({ ix_assessment_run_supersedes_id: runSuperseded }));
    return this.get(principal, created);
  }

  private async insert(tx: Transaction, principal: Principal, action: string, run: NewRun): Promise<EntityId> {
    const now = this.clock.now();
    const id = await this.runs.insert(tx, run, now);
    await this.runs.remember(tx, {
      runId: id,
      action,
      fromStatus: null,
      toStatus: AssessmentStatus.DRAFT,
      actorId: principal.userId,
      actorRole: principal.role,
      occurredAt: now,
    });
    await this.audit.record(tx, {
      action: `assessment.${action}`,
      objectType: 'AssessmentRun',
      objectId: id,
      after: run,
    });
    return id;
  }

  private assertToCome(lastDay: CalendarDate): void {
    if (isOver(lastDay, this.clock.today())) throw deadlinePast(lastDay);
  }

  private async chosen(given: RunSettings, year: number, regionPrefix: string): Promise<Schemes> {
    const pick = async (subject: AssessmentSubject, id: EntityId | null | undefined): Promise<EntityId | null> => {
      if (id === null) return null;
      if (id === undefined) return (await this.schemes.newest(subject, year, regionPrefix))?.id ?? null;
      const [scheme] = await this.schemes.byIds([id]);
      const fits = scheme?.subject === subject && scheme.year === year && regionPrefix.startsWith(scheme.regionPrefix);
      if (!fits) throw schemeDoesNotFit(subject);
      return id;
    };
    const schoolSchemeId = await pick(AssessmentSubject.SCHOOL, given.schoolSchemeId);
    const enterpriseSchemeId = await pick(AssessmentSubject.ENTERPRISE, given.enterpriseSchemeId);
    if (schoolSchemeId === null && enterpriseSchemeId === null) throw schemeMissing(year);
    return { schoolSchemeId, enterpriseSchemeId };
  }
}
