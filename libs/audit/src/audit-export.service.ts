import { Injectable } from '@nestjs/common';
import { Principal } from '@sxbq/kernel';
import { SnapshotReader, UnitOfWork } from '@sxbq/platform';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AuditTrail } from './audit-trail';
import { AuditExportFormat, exportHead, exportText } from './export/export-formats';
import { exportedEntries } from './export/exported-rows';
import { DayRange } from './verification/chain-verifier';

/** Gives sealed entries out with their chain, so that they can be kept and checked elsewhere. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly snapshots: SnapshotReader,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** Writes the days of the range and ends `out`; memory stays flat. The export is itself audited, before it begins. */
  async write(actor: Principal, range: DayRange, format: AuditExportFormat, out: Writable): Promise<void> {
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        action: 'audit.export',
        objectType: 'AuditEntry',
        details: { from: range.from ?? null, to: range.to ?? null, format },
        actor,
      }),
    );
    await this.snapshots.read(async ({ rows }) => {
      async function* text(): AsyncGenerator<string> {
        yield exportHead(format);
        for await (const page of exportedEntries(rows, range)) yield exportText(format, page);
      }
      await pipeline(Readable.from(text()), out);
    });
  }
}
