import { Injectable } from '@nestjs/common';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, equals, insertRow, listPage, RowRule, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { ScoreWeights } from '../domain/scoring/score-weights';
import { SuggestionRunStatus, UNFINISHED } from '../domain/suggestions/run-status';
import { parsedJson } from './json-column';
import { SuggestionRun } from './suggestion-run.entity';

/** A bureau sees the runs of its cities. Fields of a row: regionPrefix. */
const RUN_ROWS = new RowRule('SuggestionRun', {
  REGION: ({ prefix }) => ({ regionPrefix: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionPrefix: { $under: prefixes } }),
});

export type SuggestionRunRow = Readonly<Omit<SuggestionRun, 'current' | 'asOf'>> & {
  readonly asOf: CalendarDate | null;
};

export type NewSuggestionRun = Pick<SuggestionRunRow, 'regionPrefix' | 'requestedBy' | 'membershipId' | 'clientId'>;

/** What one step of a run changes. */
export type SuggestionRunStep = Partial<
  Omit<SuggestionRun, 'id' | 'regionPrefix' | 'requestedBy' | 'membershipId' | 'clientId' | 'version' | 'requestedAt'>
>;

const COLUMNS = `r.id, r.region_prefix AS regionPrefix, r.status, r.as_of AS asOf,
  r.score_weights_version_id AS scoreWeightsVersionId, r.weights, r.input_digest AS inputDigest, r.graduates, r.postings,
  r.eligible, r.total, r.done, r.requested_by AS requestedBy, r.membership_id AS membershipId, r.client_id AS clientId,
  r.version, r.requested_at AS requestedAt, r.started_at AS startedAt, r.changed_at AS changedAt,
  r.finished_at AS finishedAt, r.error`;

type StoredRun = Omit<SuggestionRunRow, 'weights'> & { readonly weights: string | ScoreWeights | null };

@Injectable()
export class SuggestionRunsRepository {
  constructor(private readonly dataSource: DataSource) {}

  create(tx: Transaction, run: NewSuggestionRun, now: Date): Promise<number> {
    return insertRow(tx, SuggestionRun, {
      ...run,
      status: SuggestionRunStatus.QUEUED,
      requestedAt: now,
      changedAt: now,
    });
  }

  /** null when there is no such run or the scope may not see it. */
  async byId(scope: RowScope, id: number): Promise<SuggestionRunRow | null> {
    return (await this.select(allOf(runScope(scope), equals('r.id', id))))[0] ?? null;
  }

  /** Newest first. */
  async list(scope: RowScope, page: PageRequest): Promise<Page<SuggestionRunRow>> {
    const { items, total } = await listPage<StoredRun>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'suggestion_run r', params: [] },
        where: runScope(scope),
        orderBy: 'r.id DESC',
      },
      page,
    );
    return { items: items.map(shown), total };
  }

  /** A run of the city that has not begun: it will see whatever is asked for now. */
  async waiting(regionPrefix: string): Promise<number | null> {
    const rows = (await this.dataSource.query('SELECT id FROM suggestion_run WHERE region_prefix = ? AND status = ?', [
      regionPrefix,
      SuggestionRunStatus.QUEUED,
    ])) as { id: number }[];
    return rows[0]?.id ?? null;
  }

  /** Writes a step of exactly this version; false when somebody else moved the run on. */
  async advance(tx: Transaction, run: SuggestionRunRow, step: SuggestionRunStep, now: Date): Promise<boolean> {
    const at = { id: run.id, version: run.version };
    const moved = await tx.update(SuggestionRun, at, { ...step, version: run.version + 1, changedAt: now });
    return moved.affected === 1;
  }

  /** Notes how far this version of the run is; false when somebody else moved it on. */
  async note(tx: Transaction, run: SuggestionRunRow, done: number, now: Date): Promise<boolean> {
    const noted = await tx.update(SuggestionRun, { id: run.id, version: run.version }, { done, changedAt: now });
    return noted.affected === 1;
  }

  /**
   * Puts the run in the place of those before it. False, and nothing is changed, when somebody else moved it on: another
   * worker took it over, or a later run was faster.
   */
  async publish(tx: Transaction, run: SuggestionRunRow, now: Date): Promise<boolean> {
    const own = (await tx.query('SELECT id FROM suggestion_run WHERE id = ? AND version = ? FOR UPDATE', [
      run.id,
      run.version,
    ])) as unknown[];
    if (own.length === 0) return false;
    await tx.query(
      `UPDATE suggestion_run SET status = ?, current = NULL, version = version + 1, changed_at = ?
        WHERE region_prefix = ? AND id < ? AND status IN (?)`,
      [SuggestionRunStatus.SUPERSEDED, now, run.regionPrefix, run.id, [...UNFINISHED, SuggestionRunStatus.PUBLISHED]],
    );
    return this.advance(tx, run, { status: SuggestionRunStatus.PUBLISHED, current: 1, finishedAt: now }, now);
  }

  /** Unfinished runs that nothing happened to since the instant: their worker is gone or their job was lost. */
  async stranded(since: Date): Promise<number[]> {
    const rows = (await this.dataSource.query(
      'SELECT id FROM suggestion_run WHERE status IN (?) AND changed_at < ? ORDER BY id',
      [UNFINISHED, since],
    )) as { id: number }[];
    return rows.map(({ id }) => id);
  }

  /** Prefixes of the cities that have schools. */
  async cities(): Promise<string[]> {
    const rows = (await this.dataSource.query(
      'SELECT DISTINCT LEFT(region_code, 4) AS prefix FROM school ORDER BY prefix',
    )) as { prefix: string }[];
    return rows.map(({ prefix }) => prefix);
  }

  /** Cities with schools for which nothing was asked since the instant. */
  async overdueCities(since: Date): Promise<string[]> {
    const rows = (await this.dataSource.query(
      `SELECT c.prefix FROM (SELECT DISTINCT LEFT(region_code, 4) AS prefix FROM school) c
        WHERE NOT EXISTS (SELECT 1 FROM suggestion_run r WHERE r.region_prefix = c.prefix AND r.requested_at >= ?)
        ORDER BY c.prefix`,
      [since],
    )) as { prefix: string }[];
    return rows.map(({ prefix }) => prefix);
  }

  private async select(where: SqlCondition): Promise<SuggestionRunRow[]> {
    const rows = (await this.dataSource.query(`SELECT ${COLUMNS} FROM suggestion_run r WHERE ${where.sql}`, [
      ...where.params,
    ])) as StoredRun[];
    return rows.map(shown);
  }
}

const shown = (run: StoredRun): SuggestionRunRow => ({
  ...run,
  weights: run.weights === null ? null : parsedJson(run.weights),
});

function runScope(scope: RowScope): SqlCondition {
  return RUN_ROWS.toSql(scope, { regionPrefix: 'r.region_prefix' });
}
