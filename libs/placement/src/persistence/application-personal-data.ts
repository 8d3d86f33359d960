import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import {
  HoldsPersonalData,
  PersonalDataSource,
  PersonalRecord,
  PersonErasure,
  PersonIdentity,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ApplicationStatus, OPEN_STATUSES } from '../domain/application-status';

interface FoundApplication {
  readonly id: number;
  readonly regionCode: string;
  readonly enterprise: string;
  readonly posting: string;
  readonly status: string;
  readonly reason: string | null;
  readonly recordedAt: Date;
  readonly changedAt: Date;
  readonly placedOn: string | null;
  readonly contractNumber: string | null;
  readonly insuredFrom: string | null;
  readonly retained: number | boolean | null;
}

interface ErasedApplication {
  readonly id: number;
  readonly status: ApplicationStatus;
  readonly jobPostingId: number;
}

/** What somebody applied for and what came of it. Erased: outcomes go on counting, what was going on is withdrawn. */
@HoldsPersonalData()
@Injectable()
export class ApplicationPersonalData implements PersonalDataSource {
  readonly source = 'placement.application';
  readonly title = '应聘与就业';
  readonly tables = ['application'];
  readonly correctable = {};

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async find({ personKey }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT a.id, s.region_code AS regionCode, e.name AS enterprise, p.title AS posting, a.status, a.reason,
              a.recorded_at AS recordedAt, a.changed_at AS changedAt, o.placed_on AS placedOn,
              o.contract_number AS contractNumber, o.insured_from AS insuredFrom, o.retained
         FROM graduate g
         JOIN application a ON a.graduate_id = g.id
         JOIN school s ON s.id = a.school_id
         JOIN enterprise e ON e.id = a.enterprise_id
         JOIN job_posting p ON p.id = a.job_posting_id
         LEFT JOIN placement_outcome o ON o.application_id = a.id
        WHERE g.person_key = ? ORDER BY a.id`,
      [personKey],
    )) as FoundApplication[];
    return rows.map((row) => ({
      id: row.id,
      isCertain: true,
      regionCode: row.regionCode,
      values: {
        企业: row.enterprise,
        岗位: row.posting,
        状态: row.status,
        原因: row.reason,
        发起时间: row.recordedAt.toISOString(),
        最后更新时间: row.changedAt.toISOString(),
        就业日期: row.placedOn,
        合同编号: row.contractNumber,
        参保起始日期: row.insuredFrom,
        六个月后仍在岗: row.retained === null ? null : Boolean(row.retained),
      },
    }));
  }

  /** Nothing here is somebody's description: both sides wrote what happened. */
  correct(): Promise<string | null> {
    return Promise.resolve(null);
  }

  /** Under the pseudonym as well: the graduate's own row may have been erased before. */
  async erase(tx: Transaction, { identity: { personKey }, pseudonym }: PersonErasure): Promise<number> {
    const graduates = 'SELECT id FROM graduate WHERE person_key IN (?)';
    const keys = [personKey, pseudonym];
    const wishes = await affected(tx, `DELETE FROM post_wish WHERE graduate_id IN (${graduates})`, [keys]);
    const applications = (await tx.query(
      `SELECT id, status, job_posting_id AS jobPostingId FROM application
        WHERE graduate_id IN (${graduates}) ORDER BY id FOR UPDATE`,
      [keys],
    )) as ErasedApplication[];
    if (applications.length === 0) return wishes;
    const open = applications.filter(({ status }) => OPEN_STATUSES.includes(status));
    await this.withdraw(tx, open);
    const ids = applications.map(({ id }) => id);
    const reasons = await affected(
      tx,
      'UPDATE application SET reason = NULL, revision = revision + 1 WHERE id IN (?) AND reason IS NOT NULL',
      [ids],
    );
    const contracts = await affected(
      tx,
      `UPDATE placement_outcome SET contract_number = NULL WHERE application_id IN (?) AND contract_number IS NOT NULL`,
      [ids],
    );
    return wishes + open.length + reasons + contracts;
  }

  /** Nobody is left who could answer; an accepted place is free again. */
  private async withdraw(tx: Transaction, open: readonly ErasedApplication[]): Promise<void> {
    if (open.length === 0) return;
    const ids = open.map(({ id }) => id);
    const accepted = open.filter(({ status }) => status === ApplicationStatus.ACCEPTED);
    for (const { jobPostingId } of accepted) {
      await tx.query('UPDATE job_posting SET taken = taken - 1 WHERE id = ? AND taken > 0', [jobPostingId]);
    }
    await tx.query(
      `INSERT INTO application_event (application_id, from_status, to_status, side, occurred_at)
       SELECT id, status, ?, NULL, ? FROM application WHERE id IN (?)`,
      [ApplicationStatus.WITHDRAWN, this.clock.now(), ids],
    );
    await tx.query(
      `UPDATE application SET status = ?, open = NULL, accepted_graduate_id = NULL, expires_at = NULL,
              revision = revision + 1
        WHERE id IN (?)`,
      [ApplicationStatus.WITHDRAWN, ids],
    );
  }
}

async function affected(tx: Transaction, sql: string, params: unknown[]): Promise<number> {
  return ((await tx.query(sql, params)) as { affectedRows: number }).affectedRows;
}
