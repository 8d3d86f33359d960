import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { HoldsPersonalData, PersonalDataSource, PersonalRecord, PersonErasure, Transaction } from '@sxbq/platform';
import { ImportStatus } from '../domain/import-status';

const ENDED = [ImportStatus.IMPORTED, ImportStatus.PARTLY_IMPORTED, ImportStatus.REFUSED, ImportStatus.FAILED];

/**
 * Copies of rows in uploaded files and in lists of bad cells. Nobody can say which files name whom without reading them
 * all, so an erasure deletes the content of every file whose import has ended, which would go within 30 days anyway;
 * files of imports that wait or run follow by the retention schedule.
 */
@HoldsPersonalData()
@Injectable()
export class UploadPersonalData implements PersonalDataSource {
  readonly source = 'ledgers.upload';
  readonly title = '上传的台账文件';
  readonly tables = ['ledger_file_chunk', 'ledger_import_error'];
  readonly correctable = {};

  constructor(private readonly clock: Clock) {}

  /** What the files say is held as rows of other sources. */
  find(): Promise<PersonalRecord[]> {
    return Promise.resolve([]);
  }

  correct(): Promise<null> {
    return Promise.resolve(null);
  }

  async erase(tx: Transaction, { identity }: PersonErasure): Promise<number> {
    await tx.query(
      `DELETE c FROM ledger_file_chunk c JOIN ledger_file f ON f.id = c.file_id JOIN ledger_import i ON i.id = f.import_id
        WHERE i.status IN (?)`,
      [ENDED],
    );
    const purged = (await tx.query(
      `UPDATE ledger_file f JOIN ledger_import i ON i.id = f.import_id SET f.purged_at = ?
        WHERE f.purged_at IS NULL AND i.status IN (?)`,
      [this.clock.now(), ENDED],
    )) as { affectedRows: number };
    const cleared = (await tx.query('UPDATE ledger_import_error SET value = NULL WHERE LOCATE(?, value) > 0', [
      identity.name,
    ])) as { affectedRows: number };
    return purged.affectedRows + cleared.affectedRows;
  }
}
