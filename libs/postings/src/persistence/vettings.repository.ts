import { Injectable } from '@nestjs/common';
import { CalendarDate } from '@sxbq/kernel';
import { SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { VettingStatus } from '../domain/vetting-status';

/** The city's decision about an enterprise. */
export interface VettingRow {
  readonly enterpriseId: number;
  readonly status: VettingStatus;
  readonly validUntil: CalendarDate | null;
  readonly reason: string | null;
  readonly decidedAt: Date;
}

@Injectable()
export class VettingsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Decisions by enterprise. The caller has read the enterprises within its scope. */
  async find(
    enterpriseIds: readonly number[],
    runner: SqlRunner = this.dataSource.manager,
  ): Promise<Map<number, VettingRow>> {
    if (enterpriseIds.length === 0) return new Map();
    const rows = (await runner.query(
      `SELECT enterprise_id AS enterpriseId, status, valid_until AS validUntil, reason, decided_at AS decidedAt
         FROM enterprise_vetting WHERE enterprise_id IN (?)`,
      [enterpriseIds],
    )) as VettingRow[];
    return new Map(rows.map((row) => [row.enterpriseId, row]));
  }

  /** The latest decision takes the place of the one before. */
  async put(tx: Transaction, vetting: VettingRow & { readonly decidedBy: number | null }): Promise<void> {
    const { enterpriseId, status, validUntil, reason, decidedBy, decidedAt } = vetting;
    await tx.query(
      `INSERT INTO enterprise_vetting (enterprise_id, status, valid_until, reason, decided_by, decided_at)
       VALUES (?)
       ON DUPLICATE KEY UPDATE status = VALUES(status), valid_until = VALUES(valid_until), reason = VALUES(reason),
         decided_by = VALUES(decided_by), decided_at = VALUES(decided_at)`,
      [[enterpriseId, status, validUntil, reason, decidedBy, decidedAt]],
    );
  }
}
