import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { RetainedData, Retains } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { FilesRepository } from './files.repository';

/** Content of uploaded files; the row stays as a record of what was imported. Uploads that were never used go as a whole. */
@Retains('ledger-uploads')
@Injectable()
export class UploadRetention implements RetainedData {
  constructor(
    private readonly files: FilesRepository,
    private readonly clock: Clock,
  ) {}

  due(before: Date): Promise<number> {
    return this.files.purgeable(before);
  }

  deleteDue(before: Date, limit: number): Promise<number> {
    return this.files.purge(before, this.clock.now(), limit);
  }
}

/** Bad cells of imports that ended long ago. */
@Retains('ledger-import-errors')
@Injectable()
export class ImportErrorRetention implements RetainedData {
  constructor(private readonly dataSource: DataSource) {}

  async due(before: Date): Promise<number> {
    const [row] = (await this.dataSource.query(
      'SELECT COUNT(*) AS number FROM ledger_import_error e JOIN ledger_import i ON i.id = e.import_id WHERE i.finished_at < ?',
      [before],
    )) as [{ number: number | string }];
    return Number(row.number);
  }

  async deleteDue(before: Date, limit: number): Promise<number> {
    const result = (await this.dataSource.query(
      'DELETE FROM ledger_import_error WHERE import_id IN (SELECT id FROM ledger_import WHERE finished_at < ?) LIMIT ?',
      [before, limit],
    )) as { affectedRows: number };
    return result.affectedRows;
  }
}
