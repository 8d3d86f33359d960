import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { HoldsPersonalData, PersonalDataSource, PersonalRecord, PersonErasure, Transaction } from '@sxbq/platform';
import { ENDED_STATUSES } from '../domain/import-status';
import { affected, purgeFiles } from './purge-files';

/** Somebody may be about to import an upload as young as this. */
const YOUNG_MILLISECONDS = 3_600_000;
const FILES_AT_ONCE = 100;

/**
 * Copies of rows in uploaded files and in lists of bad cells. Nobody can say which files name whom without reading them
 * all, so an erasure deletes content and name of every file that no import needs: those whose import has ended, which
 * would go within 30 days anyway, and uploads that nobody imported within an hour. What an import still needs, and what
 * is younger, goes as soon as that is over (purge_due_at).
 */
@HoldsPersonalData()
@Injectable()
export class UploadPersonalData implements PersonalDataSource {
  readonly source = 'ledgers.upload';
  readonly title = '上传的台账文件';
  readonly tables = ['ledger_file', 'ledger_file_chunk', 'ledger_import_error'];
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
    const now = this.clock.now();
    const young = new Date(now.getTime() - YOUNG_MILLISECONDS);
    const unused = await affected(tx, 'DELETE FROM ledger_file WHERE import_id IS NULL AND uploaded_at < ?', [young]);
    const purged = await this.purgeEnded(tx, now);
    await tx.query(
      `UPDATE ledger_file SET purge_due_at = IF(import_id IS NULL, DATE_ADD(uploaded_at, INTERVAL ? SECOND), ?)
        WHERE purged_at IS NULL AND purge_due_at IS NULL`,
      [YOUNG_MILLISECONDS / 1_000, now],
    );
    const cleared = await affected(tx, 'UPDATE ledger_import_error SET value = NULL WHERE LOCATE(?, value) > 0', [
      identity.name,
    ]);
    return unused + purged + cleared;
  }

  private async purgeEnded(tx: Transaction, now: Date): Promise<number> {
    const files = (await tx.query(
      `SELECT f.id FROM ledger_file f JOIN ledger_import i ON i.id = f.import_id
        WHERE f.purged_at IS NULL AND i.status IN (?) ORDER BY f.id`,
      [ENDED_STATUSES],
    )) as { id: number }[];
    const ids = files.map(({ id }) => id);
    for (let at = 0; at < ids.length; at += FILES_AT_ONCE) await purgeFiles(tx, ids.slice(at, at + FILES_AT_ONCE), now);
    return ids.length;
  }
}
