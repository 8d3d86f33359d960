import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Breach } from '../domain/breach';
import { SealerConnection } from './sealer-database';
import { VerificationReport } from '../verification/chain-verifier';
import { AuditVerification } from './audit-verification.entity';
import { parsedJson } from './chain-reads';

/** A verification the worker ran, as it is shown. */
export type VerificationRow = Omit<VerificationReport, 'lateCount'>;

/** Results of verifications: appended by the sealer, read by whoever may read the audit. */
@Injectable()
export class AuditVerificationRepository {
  constructor(private readonly dataSource: DataSource) {}

  async append({ append }: SealerConnection, report: VerificationReport): Promise<void> {
    const { startedAt, finishedAt, firstDay, lastDay, entryCount, headCount, intact, breach } = report;
    await append(
      `INSERT INTO audit_verification
         (started_at, finished_at, first_day, last_day, entry_count, head_count, intact, breach) VALUES (?)`,
      [
        [
          ...[startedAt, finishedAt].map((instant) => instant.toISOString().replace(/[TZ]/g, ' ').trim()),
          ...[firstDay, lastDay, entryCount, headCount, intact],
          breach && JSON.stringify(breach),
        ],
      ],
    );
  }

  /** The latest; null before the first. */
  async last(): Promise<VerificationRow | null> {
    const [row] = await this.dataSource.manager.find(AuditVerification, { order: { id: 'DESC' }, take: 1 });
    if (!row) return null;
    const { id: _id, breach, ...rest } = row;
    return { ...rest, breach: parsedJson(breach) as Breach | null };
  }
}
