import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, equals, listPage, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { OrganisationRef, Ranking, RankingRow } from '../domain/model';
import { RANKING_ROWS } from './assessment-scope';
import { jsonOf } from './packed-json';

/** A place of a kept ranking. */
export interface KeptRankingRow extends OrganisationRef {
  readonly runId: number;
  readonly regionCode: string;
  readonly detail: RankingRow;
}

const COLUMNS = `k.run_id AS runId, k.subject, k.organisation_id AS organisationId, k.region_code AS regionCode, k.detail`;
const ROWS_PER_INSERT = 200;

@Injectable()
export class RankingsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes the place of what was computed before. */
  async replace(
    tx: Transaction,
    runId: number,
    rankings: readonly Ranking[],
    regionOf: (organisation: OrganisationRef) => string,
  ): Promise<void> {
    await tx.query('DELETE FROM assessment_ranking_row WHERE run_id = ?', [runId]);
    const values = rankings.flatMap(({ subject, rows }) =>
      rows.map((row, place) => {
        const { organisationId, code, name, rank, score, award } = row;
        const regionCode = regionOf({ subject, organisationId });
        return [
          ...[runId, subject, organisationId, code, name, regionCode, place],
          ...[rank, score, award, JSON.stringify(row)],
        ];
      }),
    );
    for (let at = 0; at < values.length; at += ROWS_PER_INSERT) {
      await tx.query(
        `INSERT INTO assessment_ranking_row
           (run_id, subject, organisation_id, code, name, region_code, place, shared_rank, score, award, detail) VALUES ?`,
        [values.slice(at, at + ROWS_PER_INSERT)],
      );
    }
  }

  /** In the order of the ranking. */
  async list(
    scope: RowScope,
    runId: number,
    subject: OrganisationRef['subject'],
    page: PageRequest,
  ): Promise<Page<KeptRankingRow>> {
    const { items, total } = await listPage<KeptRankingRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'assessment_ranking_row k JOIN assessment_run r ON r.id = k.run_id', params: [] },
        where: allOf(
          equals('k.run_id', runId),
          equals('k.subject', subject),
          RANKING_ROWS.toSql(scope, { regionCode: 'k.region_code', status: 'r.status' }),
        ),
        orderBy: 'k.place',
      },
      page,
    );
    return { items: items.map(opened), total };
  }

  /** Whole rankings as last computed. */
  async ofRun(runId: number, runner: SqlRunner = this.dataSource.manager): Promise<Ranking[]> {
    const rows = (await runner.query(
      `SELECT ${COLUMNS} FROM assessment_ranking_row k WHERE k.run_id = ? ORDER BY k.subject, k.place`,
      [runId],
    )) as KeptRankingRow[];
    const bySubject = new Map<OrganisationRef['subject'], RankingRow[]>();
    for (const { subject, detail } of rows.map(opened)) {
      const own = bySubject.get(subject) ?? [];
      own.push(detail);
      bySubject.set(subject, own);
    }
    return [...bySubject].map(([subject, own]) => ({ subject, rows: own }));
  }
}

const opened = (row: KeptRankingRow): KeptRankingRow => ({ ...row, detail: jsonOf(row.detail) });
