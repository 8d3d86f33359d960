import { Injectable } from '@nestjs/common';
import { startsWith, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { OverrideDecision } from '../domain/suggestions/override-decision';
import { SuggestionRunStatus } from '../domain/suggestions/run-status';
import { PARTS_BYTES } from '../domain/suggestions/stored-parts';
import { PinnedPairs, SuggestionRows } from '../domain/suggestions/suggestion-rows';

/** The rows of runs, written and deleted set-wise. */
@Injectable()
export class SuggestionRowsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Pairs pinned for graduates of the city's schools. */
  async pinned(regionPrefix: string): Promise<PinnedPairs> {
    const inCity = startsWith('s.region_code', regionPrefix);
    const rows = (await this.dataSource.query(
      `SELECT o.graduate_id AS graduateId, o.job_posting_id AS postingId
         FROM suggestion_override o
         JOIN graduate g ON g.id = o.graduate_id
         JOIN school s ON s.id = g.school_id
        WHERE o.current = 1 AND o.decision = ? AND ${inCity.sql} ORDER BY o.id`,
      [OverrideDecision.PINNED, ...inCity.params],
    )) as { graduateId: number; postingId: number }[];
    return {
      graduateIds: Uint32Array.from(rows, ({ graduateId }) => graduateId),
      postingIds: Uint32Array.from(rows, ({ postingId }) => postingId),
    };
  }

  /** Writes rows `from` up to, without, `to`. */
  async insert(tx: Transaction, runId: number, rows: SuggestionRows, from: number, to: number): Promise<void> {
    const values: (number | Buffer)[][] = [];
    for (let row = from; row < to; row++) {
      values.push([
        ...[runId, rows.graduateIds[row]!, rows.postingIds[row]!],
        ...[rows.graduateRanks[row]!, rows.postingRanks[row]!, rows.scores[row]!],
        Buffer.from(rows.parts.subarray(row * PARTS_BYTES, (row + 1) * PARTS_BYTES)),
      ]);
    }
    await tx.query(
      `INSERT INTO suggestion
         (suggestion_run_id, graduate_id, job_posting_id, graduate_rank, posting_rank, score, parts) VALUES ?`,
      [values],
    );
  }

  /** Deletes up to `limit` rows of a run; their number. */
  async deleteSome(tx: Transaction, runId: number, limit: number): Promise<number> {
    const deleted = (await tx.query('DELETE FROM suggestion WHERE suggestion_run_id = ? LIMIT ?', [runId, limit])) as {
      affectedRows: number;
    };
    return deleted.affectedRows;
  }

  /** Runs of the city that are over, without being its suggestions, and still have rows. */
  async leftovers(regionPrefix: string): Promise<number[]> {
    const rows = (await this.dataSource.query(
      `SELECT r.id FROM suggestion_run r
        WHERE r.region_prefix = ? AND r.status IN (?)
          AND EXISTS (SELECT 1 FROM suggestion x WHERE x.suggestion_run_id = r.id)
        ORDER BY r.id`,
      [regionPrefix, [SuggestionRunStatus.SUPERSEDED, SuggestionRunStatus.FAILED]],
    )) as { id: number }[];
    return rows.map(({ id }) => id);
  }
}
