import { Injectable } from '@nestjs/common';
import { inSteps, lastYearEndedAt, RetainedData, Retains, Transaction, UnitOfWork } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ApplicationStatus, OPEN_STATUSES } from '../domain/application-status';

const ROWS_AT_ONCE = 500;
/** Statuses of what is going on or led to a job; all others came to nothing. */
const NOT_ENDED = [...OPEN_STATUSES, ApplicationStatus.PLACED];

const OF_YEAR = 'JOIN graduate g ON g.id = a.graduate_id AND g.graduation_year <= ?';
const ENDED = `application a ${OF_YEAR} WHERE a.status NOT IN (?)`;
const WISHES = 'post_wish a JOIN graduate g ON g.id = a.graduate_id AND g.graduation_year <= ? WHERE TRUE';
/** Those that led to a job and still say more than that. */
const DETAILED = `application a ${OF_YEAR}
  LEFT JOIN placement_outcome o ON o.application_id = a.id
 WHERE a.status = ? AND (a.reason IS NOT NULL OR o.contract_number IS NOT NULL
       OR EXISTS (SELECT 1 FROM application_event e WHERE e.application_id = a.id))`;

/** Applications and invitations that came to nothing, with their steps, and wishes; by the graduate's year. */
@Retains('ended-applications')
@Injectable()
export class EndedApplicationsRetention implements RetainedData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
  ) {}

  async due(before: Date): Promise<number> {
    const year = lastYearEndedAt(before);
    const applications = await count(this.dataSource, ENDED, [year, NOT_ENDED]);
    return applications + (await count(this.dataSource, WISHES, [year]));
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    const year = lastYearEndedAt(before);
    const applications = await inSteps(limit, ROWS_AT_ONCE, (rows) => this.uow.run((tx) => this.take(tx, year, rows)));
    const graduates = 'SELECT id FROM graduate WHERE graduation_year <= ?';
    const wishes = await inSteps(limit - applications, ROWS_AT_ONCE, async (rows) => {
      const statement = `DELETE FROM post_wish WHERE graduate_id IN (${graduates}) LIMIT ?`;
      return ((await this.dataSource.query(statement, [year, rows])) as { affectedRows: number }).affectedRows;
    });
    return applications + wishes;
  }

  private async take(tx: Transaction, year: number, rows: number): Promise<number> {
    const ids = await idsOf(tx, ENDED, [year, NOT_ENDED], rows);
    if (ids.length === 0) return 0;
    await tx.query('DELETE FROM application_event WHERE application_id IN (?)', [ids]);
    await tx.query('DELETE FROM application WHERE id IN (?)', [ids]);
    return ids.length;
  }
}

/** What a job was found by: contract, reasons and steps. That it was found, when, and that it fits stays. */
@Retains('placement-details')
@Injectable()
export class PlacementDetailsRetention implements RetainedData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
  ) {}

  due(before: Date): Promise<number> {
    return count(this.dataSource, DETAILED, [lastYearEndedAt(before), ApplicationStatus.PLACED]);
  }

  deleteDue(before: Date, limit: number): Promise<number> {
    const params = [lastYearEndedAt(before), ApplicationStatus.PLACED];
    return inSteps(limit, ROWS_AT_ONCE, (rows) =>
      this.uow.run(async (tx) => {
        const ids = await idsOf(tx, DETAILED, params, rows);
        if (ids.length === 0) return 0;
        await tx.query('DELETE FROM application_event WHERE application_id IN (?)', [ids]);
        await tx.query('UPDATE placement_outcome SET contract_number = NULL WHERE application_id IN (?)', [ids]);
        await tx.query('UPDATE application SET reason = NULL WHERE id IN (?)', [ids]);
        return ids.length;
      }),
    );
  }
}

async function count(dataSource: DataSource, from: string, params: readonly unknown[]): Promise<number> {
  const [row] = (await dataSource.query(`SELECT COUNT(*) AS number FROM ${from}`, [...params])) as [
    { number: number | string },
  ];
  return Number(row.number);
}

async function idsOf(tx: Transaction, from: string, params: readonly unknown[], limit: number): Promise<number[]> {
  const rows = (await tx.query(`SELECT a.id FROM ${from} ORDER BY a.id LIMIT ?`, [...params, limit])) as {
    id: number;
  }[];
  return rows.map(({ id }) => id);
}
