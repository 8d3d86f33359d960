import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { DueRows, RetainedData, Retains } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { FilesRepository } from './files.repository';

/** Content and names of files of imports; the row stays as a record of what was imported. */
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

/** Uploads that no import used, as a whole. */
@Retains('unused-uploads')
@Injectable()
export class UnusedUploadRetention implements RetainedData {
  constructor(private readonly files: FilesRepository) {}

  due(before: Date): Promise<number> {
    return this.files.unused(before);
  }

  deleteDue(before: Date, limit: number): Promise<number> {
    return this.files.discardUnused(before, limit);
  }
}

/** What was imported when by whom; files and bad cells go with the row. */
@Retains('ledger-imports')
@Injectable()
export class ImportRetention extends DueRows {
  constructor(dataSource: DataSource) {
    super(dataSource, 'ledger_import', 'finished_at');
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
