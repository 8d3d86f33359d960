import { Injectable } from '@nestjs/common';
import { inSteps, lastYearEndedAt, RetainedData, Retains } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { RoundStatus } from '../domain/round-status';

const ENDED = [RoundStatus.FINISHED, RoundStatus.CANCELLED];
const ROWS_AT_ONCE = 2_000;
/** No choices, see round-choices.codec. */
const NO_CHOICES = "X'000000000000'";

/** What is still there of a round, by table: rows to delete, or texts to empty. */
const LEFT = [
  { table: 'round_wish', which: 'TRUE', take: 'DELETE FROM round_wish' },
  { table: 'round_ranking', which: 'TRUE', take: 'DELETE FROM round_ranking' },
  { table: 'round_exclusion', which: 'TRUE', take: 'DELETE FROM round_exclusion' },
  {
    table: 'round_match',
    which: `(choices <> ${NO_CHOICES} OR reason IS NOT NULL)`,
    take: `UPDATE round_match SET choices = ${NO_CHOICES}, reason = NULL`,
  },
  { table: 'round_graduate', which: 'reason IS NOT NULL', take: 'UPDATE round_graduate SET reason = NULL' },
] as const;

/** Wishes, ranks and the course of each graduate in rounds that ended; who took part and found a place goes on counting. */
@Retains('round-choices')
@Injectable()
export class RoundChoicesRetention implements RetainedData {
  constructor(private readonly dataSource: DataSource) {}

  async due(before: Date): Promise<number> {
    const rounds = await this.endedRounds(before);
    let due = 0;
    for (const { table, which } of LEFT) {
      const [row] = (await this.dataSource.query(
        `SELECT COUNT(*) AS number FROM ${table} WHERE round_id IN (?) AND ${which}`,
        [rounds],
      )) as [{ number: number | string }];
      due += Number(row.number);
    }
    return due;
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    const rounds = await this.endedRounds(before);
    let taken = 0;
    for (const { which, take } of LEFT) {
      const statement = `${take} WHERE round_id IN (?) AND ${which} LIMIT ?`;
      taken += await inSteps(limit - taken, ROWS_AT_ONCE, (rows) =>
        affected(this.dataSource, statement, [rounds, rows]),
      );
    }
    return taken;
  }

  /** Never empty, so that it can stand in a list. */
  private async endedRounds(before: Date): Promise<number[]> {
    const rows = (await this.dataSource.query('SELECT id FROM matching_round WHERE status IN (?) AND changed_at < ?', [
      ENDED,
      before,
    ])) as { id: number }[];
    return [0, ...rows.map(({ id }) => id)];
  }
}

/** What old computations found. */
@Retains('suggestions')
@Injectable()
export class SuggestionRetention implements RetainedData {
  constructor(private readonly dataSource: DataSource) {}

  async due(before: Date): Promise<number> {
    const [row] = (await this.dataSource.query(
      'SELECT COUNT(*) AS number FROM suggestion WHERE suggestion_run_id IN (?)',
      [await this.oldRuns(before)],
    )) as [{ number: number | string }];
    return Number(row.number);
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    const runs = await this.oldRuns(before);
    const statement = 'DELETE FROM suggestion WHERE suggestion_run_id IN (?) LIMIT ?';
    return inSteps(limit, ROWS_AT_ONCE, (rows) => affected(this.dataSource, statement, [runs, rows]));
  }

  private async oldRuns(before: Date): Promise<number[]> {
    const rows = (await this.dataSource.query('SELECT id FROM suggestion_run WHERE finished_at < ?', [before])) as {
      id: number;
    }[];
    return [0, ...rows.map(({ id }) => id)];
  }
}

/** What people decided about suggestions, by the graduate's year. */
@Retains('suggestion-decisions')
@Injectable()
export class SuggestionDecisionRetention implements RetainedData {
  constructor(private readonly dataSource: DataSource) {}

  async due(before: Date): Promise<number> {
    const [row] = (await this.dataSource.query(
      `SELECT COUNT(*) AS number FROM suggestion_override o JOIN graduate g ON g.id = o.graduate_id
        WHERE g.graduation_year <= ?`,
      [lastYearEndedAt(before)],
    )) as [{ number: number | string }];
    return Number(row.number);
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    return inSteps(limit, ROWS_AT_ONCE, async (rows) => {
      const found = (await this.dataSource.query(
        `SELECT o.id FROM suggestion_override o JOIN graduate g ON g.id = o.graduate_id
          WHERE g.graduation_year <= ? ORDER BY o.id LIMIT ?`,
        [lastYearEndedAt(before), rows],
      )) as { id: number }[];
      if (found.length === 0) return 0;
      const ids = found.map(({ id }) => id);
      return affected(this.dataSource, 'DELETE FROM suggestion_override WHERE id IN (?)', [ids]);
    });
  }
}

async function affected(dataSource: DataSource, sql: string, params: unknown[]): Promise<number> {
  return ((await dataSource.query(sql, params)) as { affectedRows: number }).affectedRows;
}
