import { Injectable } from '@nestjs/common';
import { CalendarDate, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, insertRow, RowRule, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { RunStatus } from '../domain/run-status';
import { ComplianceRun } from './compliance-run.entity';

/** A bureau sees runs over its own region or a part of it. Fields of a row: regionPrefix. */
const RUN_ROWS = new RowRule('ComplianceRun', {
  REGION: ({ prefix }) => ({ regionPrefix: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionPrefix: { $under: prefixes } }),
});

export interface RunRow {
  readonly id: number;
  readonly year: number;
  readonly asOf: CalendarDate;
  readonly regionPrefix: string;
  readonly status: RunStatus;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly lastSchoolId: number;
  readonly requestedBy: number | null;
  readonly membershipId: number | null;
  readonly clientId: number | null;
  readonly version: number;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly changedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly error: string | null;
}

export type NewRun = Pick<
  RunRow,
  'year' | 'asOf' | 'regionPrefix' | 'total' | 'requestedBy' | 'membershipId' | 'clientId'
>;

/** What one step of a run changes. */
export type RunStep = Partial<
  Pick<RunRow, 'status' | 'done' | 'failed' | 'lastSchoolId' | 'startedAt' | 'finishedAt' | 'error'>
>;

const COLUMNS = `r.id, r.year, r.as_of AS asOf, r.region_prefix AS regionPrefix, r.status, r.total, r.done, r.failed,
  r.last_school_id AS lastSchoolId, r.requested_by AS requestedBy, r.membership_id AS membershipId, r.client_id AS clientId, r.version, r.requested_at AS requestedAt,
  r.started_at AS startedAt, r.changed_at AS changedAt, r.finished_at AS finishedAt, r.error`;

@Injectable()
export class RunsRepository {
  constructor(private readonly dataSource: DataSource) {}

  create(tx: Transaction, run: NewRun, now: Date): Promise<number> {
    return insertRow(tx, ComplianceRun, { ...run, status: RunStatus.QUEUED, requestedAt: now, changedAt: now });
  }

  /** null when there is no such run or the scope may not see it. */
  async byId(scope: RowScope, id: number): Promise<RunRow | null> {
    return (await this.select(allOf(runScope(scope), equals('r.id', id))))[0] ?? null;
  }

  /** Writes a step of exactly this version; false when somebody else moved the run on. */
  async advance(tx: Transaction, run: RunRow, step: RunStep, now: Date): Promise<boolean> {
    const moved = await tx.update(
      ComplianceRun,
      { id: run.id, version: run.version },
      { ...step, version: run.version + 1, changedAt: now },
    );
    return moved.affected === 1;
  }

  /** Unfinished runs that nothing happened to since the instant: their worker is gone or their job was lost. */
  async stranded(since: Date): Promise<RunRow[]> {
    return this.select(
      condition('r.status IN (?) AND r.changed_at < ?', [[RunStatus.QUEUED, RunStatus.RUNNING], since]),
    );
  }

  /** Whether a run over all schools of the year is unfinished. */
  async isUnderWay(year: number): Promise<boolean> {
    const unfinished = await this.select(
      condition("r.status IN (?) AND r.year = ? AND r.region_prefix = ''", [
        [RunStatus.QUEUED, RunStatus.RUNNING],
        year,
      ]),
    );
    return unfinished.length > 0;
  }

  private async select(where: SqlCondition): Promise<RunRow[]> {
    return (await this.dataSource.query(`SELECT ${COLUMNS} FROM compliance_run r WHERE ${where.sql} ORDER BY r.id`, [
      ...where.params,
    ])) as RunRow[];
  }
}

function runScope(scope: RowScope): SqlCondition {
  return RUN_ROWS.toSql(scope, { regionPrefix: 'r.region_prefix' });
}
