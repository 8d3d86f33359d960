import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { inSteps, lastYearEndedAt, RetainedData, Retains } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { purgeAttachments } from './purge-attachments';

const FILES_AT_ONCE = 20;
const ROWS_AT_ONCE = 500;
/** Stands in the place of a narrative whose time is over. */
const NARRATIVE_GONE = '（已按保存期限删除）';

/** Of runs by their publication; of those never published by the end of their year. */
const OF_PAST_RUNS = `JOIN assessment_self_score s ON s.id = x.self_score_id ${pastRuns()}`;

function pastRuns(): string {
  return `JOIN assessment_run r ON r.id = s.run_id
   AND (r.published_at < ? OR (r.published_at IS NULL AND r.year <= ?))`;
}

const paramsOf = (before: Date): readonly [Date, number] => [before, lastYearEndedAt(before)];

@Retains('unfinished-attachments')
@Injectable()
export class UnfinishedAttachmentRetention implements RetainedData {
  constructor(private readonly dataSource: DataSource) {}

  due(before: Date): Promise<number> {
    return count(this.dataSource, 'assessment_attachment WHERE sha256 IS NULL AND uploaded_at < ?', [before]);
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    const statement = 'DELETE FROM assessment_attachment WHERE sha256 IS NULL AND uploaded_at < ? LIMIT ?';
    return inSteps(limit, FILES_AT_ONCE, async (rows) => {
      const result = (await this.dataSource.query(statement, [before, rows])) as { affectedRows: number };
      return result.affectedRows;
    });
  }
}

/** Content and names; the row with its digest stays as a record of what was marked. */
@Retains('self-score-attachments')
@Injectable()
export class AttachmentRetention implements RetainedData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  due(before: Date): Promise<number> {
    return count(
      this.dataSource,
      `assessment_attachment x ${OF_PAST_RUNS} WHERE x.purged_at IS NULL`,
      paramsOf(before),
    );
  }

  deleteDue(before: Date, limit: number): Promise<number> {
    return inSteps(limit, FILES_AT_ONCE, async (rows) => {
      const found = (await this.dataSource.query(
        `SELECT x.id FROM assessment_attachment x ${OF_PAST_RUNS} WHERE x.purged_at IS NULL ORDER BY x.id LIMIT ?`,
        [...paramsOf(before), rows],
      )) as { id: number }[];
      await purgeAttachments(
        this.dataSource.manager,
        found.map(({ id }) => id),
        this.clock.now(),
      );
      return found.length;
    });
  }
}

/** The texts; points stay beside the ranking they led to. */
@Retains('self-score-narratives')
@Injectable()
export class NarrativeRetention implements RetainedData {
  constructor(private readonly dataSource: DataSource) {}

  due(before: Date): Promise<number> {
    const from = `assessment_self_score s ${pastRuns()} WHERE s.narrative <> ?`;
    return count(this.dataSource, from, [...paramsOf(before), NARRATIVE_GONE]);
  }

  deleteDue(before: Date, limit: number): Promise<number> {
    return inSteps(limit, ROWS_AT_ONCE, async (rows) => {
      const found = (await this.dataSource.query(
        `SELECT s.id FROM assessment_self_score s ${pastRuns()} WHERE s.narrative <> ? ORDER BY s.id LIMIT ?`,
        [...paramsOf(before), NARRATIVE_GONE, rows],
      )) as { id: number }[];
      if (found.length === 0) return 0;
      await this.dataSource.query('UPDATE assessment_self_score SET narrative = ? WHERE id IN (?)', [
        NARRATIVE_GONE,
        found.map(({ id }) => id),
      ]);
      return found.length;
    });
  }
}

async function count(dataSource: DataSource, from: string, params: readonly unknown[]): Promise<number> {
  const [row] = (await dataSource.query(`SELECT COUNT(*) AS number FROM ${from}`, [...params])) as [
    { number: number | string },
  ];
  return Number(row.number);
}
