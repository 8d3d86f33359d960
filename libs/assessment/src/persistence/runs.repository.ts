import { Injectable } from '@nestjs/common';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlRunner,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { AssessmentSubject } from '../domain/model';
import { AssessmentStatus } from '../domain/run/run-status';
import type { AssessmentTask } from '../domain/run/run-task';
import { AssessmentRun } from './assessment-run.entity';
import { runScope, steeredScope } from './assessment-scope';
import { AssessmentTransition } from './assessment-transition.entity';

export interface RunRow {
  readonly id: number;
  readonly regionPrefix: string;
  readonly year: number;
  readonly version: number;
  readonly status: AssessmentStatus;
  readonly schoolSchemeId: number | null;
  readonly enterpriseSchemeId: number | null;
  readonly selfScoreUntil: CalendarDate;
  readonly selfScoresLockedAt: Date | null;
  readonly asOf: CalendarDate | null;
  readonly noticeFrom: CalendarDate | null;
  readonly noticeUntil: CalendarDate | null;
  readonly noticeEndedAt: Date | null;
  readonly proposedBy: number | null;
  readonly confirmedBy: number | null;
  readonly publishedAt: Date | null;
  readonly supersedesId: number | null;
  /** The version that was opened instead of this one; nothing is done to this one any more. */
  readonly supersededById: number | null;
  readonly task: AssessmentTask | null;
  readonly taskDone: number;
  readonly taskTotal: number;
  readonly taskError: string | null;
  readonly membershipId: number | null;
  readonly clientId: number | null;
  readonly revision: number;
  readonly changedAt: Date;
}

export interface RunFilter {
  readonly year?: number | null;
  readonly status?: AssessmentStatus | null;
}

export type NewRun = Pick<
  AssessmentRun,
  'regionPrefix' | 'year' | 'version' | 'schoolSchemeId' | 'enterpriseSchemeId' | 'selfScoreUntil' | 'supersedesId'
>;

/** What a step of a run writes. */
export type RunChange = Partial<
  Omit<AssessmentRun, 'id' | 'regionPrefix' | 'year' | 'version' | 'revision' | 'recordedAt' | 'changedAt'>
>;

export type TransitionRow = Pick<
  AssessmentTransition,
  'runId' | 'action' | 'fromStatus' | 'toStatus' | 'actorId' | 'actorRole' | 'occurredAt'
>;

const COLUMNS = `r.id, r.region_prefix AS regionPrefix, r.year, r.version, r.status,
  r.school_scheme_id AS schoolSchemeId, r.enterprise_scheme_id AS enterpriseSchemeId,
  r.self_score_until AS selfScoreUntil, r.self_scores_locked_at AS selfScoresLockedAt, r.as_of AS asOf,
  r.notice_from AS noticeFrom, r.notice_until AS noticeUntil, r.notice_ended_at AS noticeEndedAt,
  r.proposed_by AS proposedBy, r.confirmed_by AS confirmedBy, r.published_at AS publishedAt,
  r.supersedes_id AS supersedesId,
  (SELECT later.id FROM assessment_run later WHERE later.supersedes_id = r.id) AS supersededById,
  r.task, r.task_done AS taskDone, r.task_total AS taskTotal, r.task_error AS taskError,
  r.membership_id AS membershipId, r.client_id AS clientId, r.revision, r.changed_at AS changedAt`;

const LATEST: SqlCondition = condition(
  'NOT EXISTS (SELECT 1 FROM assessment_run later WHERE later.supersedes_id = r.id)',
);

@Injectable()
export class RunsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest year first, of a year the newest version first. */
  list(scope: RowScope, { year, status }: RunFilter, page: PageRequest): Promise<Page<RunRow>> {
    return listPage<RunRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'assessment_run r', params: [] },
        where: allOf(
          runScope(scope, 'r'),
          year ? equals('r.year', year) : null,
          status ? equals('r.status', status) : null,
        ),
        orderBy: 'r.year DESC, r.region_prefix, r.version DESC',
      },
      page,
    );
  }

  /** The runs of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, RunRow>> {
    const rows = await this.select(this.dataSource.manager, allOf(isOneOf('r.id', ids), runScope(scope, 'r')));
    return new Map(rows.map((row) => [row.id, row]));
  }

  async byId(id: number): Promise<RunRow | null> {
    return (await this.select(this.dataSource.manager, equals('r.id', id)))[0] ?? null;
  }

  async isSteered(scope: RowScope, id: number): Promise<boolean> {
    const where = allOf(equals('r.id', id), steeredScope(scope, 'r'));
    return (await this.select(this.dataSource.manager, where)).length > 0;
  }

  /** The run, which stays as it is until the transaction ends; null when the scope may not see it. */
  async lockShared(tx: Transaction, scope: RowScope, id: number): Promise<RunRow | null> {
    return (await this.select(tx, allOf(equals('r.id', id), runScope(scope, 'r')), ' LOCK IN SHARE MODE'))[0] ?? null;
  }

  /** As `lockShared`, for who has a part in it whatever their region. */
  async holdOpen(tx: Transaction, id: number): Promise<RunRow | null> {
    return (await this.select(tx, equals('r.id', id), ' LOCK IN SHARE MODE'))[0] ?? null;
  }

  /** The run, locked until the transaction ends, for who steers it; null for anybody else. */
  async lockSteered(tx: Transaction, scope: RowScope, id: number): Promise<RunRow | null> {
    return (await this.select(tx, allOf(equals('r.id', id), steeredScope(scope, 'r')), ' FOR UPDATE'))[0] ?? null;
  }

  /** The latest runs of the year that an organisation of the region takes part in, locked: of its city, its province. */
  async lockFor(tx: Transaction, year: number, subject: AssessmentSubject, regionCode: string): Promise<RunRow[]> {
    const scheme = subject === 'SCHOOL' ? 'r.school_scheme_id' : 'r.enterprise_scheme_id';
    const where = allOf(
      equals('r.year', year),
      condition(`${scheme} IS NOT NULL AND ? LIKE CONCAT(r.region_prefix, '%')`, [regionCode]),
      LATEST,
    );
    return this.select(tx, where, ' ORDER BY r.id FOR UPDATE');
  }

  insert(tx: Transaction, run: NewRun, now: Date): Promise<number> {
    return insertRow(tx, AssessmentRun, { ...run, status: AssessmentStatus.DRAFT, changedAt: now });
  }

  /** Writes a step of the revision that was read; false when somebody else was faster. */
  async update(tx: Transaction, read: Pick<RunRow, 'id' | 'revision'>, change: RunChange, now: Date): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    const result = await tx.update(AssessmentRun, at, { ...change, revision: read.revision + 1, changedAt: now });
    return result.affected === 1;
  }

  /** How much of a task is done: no step, so the revision stays. */
  async noteProgress(tx: Transaction, id: number, taskDone: number): Promise<void> {
    await tx.update(AssessmentRun, { id }, { taskDone, taskTotal: taskDone });
  }

  async remember(tx: Transaction, transition: TransitionRow): Promise<void> {
    await tx.insert(AssessmentTransition, transition);
  }

  /** Steps of the runs, oldest first. The caller has read the runs within its scope. */
  async transitions(runIds: readonly number[]): Promise<TransitionRow[]> {
    if (runIds.length === 0) return [];
    return (await this.dataSource.query(
      `SELECT run_id AS runId, action, from_status AS fromStatus, to_status AS toStatus, actor_id AS actorId,
              actor_role AS actorRole, occurred_at AS occurredAt
         FROM assessment_transition WHERE run_id IN (?) ORDER BY id`,
      [runIds],
    )) as TransitionRow[];
  }

  /** Runs whose task nobody has worked at since the instant: their worker is gone or their job was lost. */
  stranded(since: Date): Promise<RunRow[]> {
    return this.select(this.dataSource.manager, condition('r.task IS NOT NULL AND r.changed_at < ?', [since]));
  }

  /** Runs whose time for self scores is over and not yet locked. */
  overdueSelfScores(today: CalendarDate): Promise<RunRow[]> {
    return this.select(
      this.dataSource.manager,
      condition('r.status = ? AND r.self_scores_locked_at IS NULL AND r.self_score_until < ?', [
        AssessmentStatus.OPEN,
        today,
      ]),
    );
  }

  /** Runs whose notice is over and not yet ended. */
  overdueNotices(today: CalendarDate): Promise<RunRow[]> {
    return this.select(
      this.dataSource.manager,
      condition('r.status = ? AND r.notice_ended_at IS NULL AND r.notice_until < ?', [AssessmentStatus.NOTICE, today]),
    );
  }

  /** The run of the region and year that is in its public notice. */
  async inNotice(regionPrefix: string, year: number): Promise<RunRow | null> {
    const where = allOf(
      equals('r.region_prefix', regionPrefix),
      equals('r.year', year),
      equals('r.status', AssessmentStatus.NOTICE),
      LATEST,
    );
    return (await this.select(this.dataSource.manager, where))[0] ?? null;
  }

  /** The newest published version of an earlier year, which the next is chained to. */
  async publishedBefore(regionPrefix: string, year: number): Promise<RunRow | null> {
    const rows = await this.select(
      this.dataSource.manager,
      condition('r.region_prefix = ? AND r.year < ? AND r.status IN (?)', [
        regionPrefix,
        year,
        [AssessmentStatus.PUBLISHED, AssessmentStatus.CLOSED],
      ]),
      ' ORDER BY r.year DESC, r.version DESC LIMIT 1',
    );
    return rows[0] ?? null;
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<RunRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM assessment_run r WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as RunRow[];
  }
}
