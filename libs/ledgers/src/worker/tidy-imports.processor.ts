import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { performImportJob, tidyImportsJob } from '../jobs/ledgers.queue';
import { LedgerFilesService } from '../ledger-files.service';
import { LedgerImportService } from '../ledger-import.service';
import { importDeduplication } from './route-requested-imports';

/** Redis is disposable and processes die: imports that nobody performs go back on the queue. Files nobody needs go. */
@Injectable()
@HandlesJob(tidyImportsJob)
export class TidyImportsProcessor implements JobHandler<object> {
  constructor(
    private readonly ledgers: LedgerImportService,
    private readonly files: LedgerFilesService,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    for (const importId of await this.ledgers.stranded()) {
      await this.queues.add(performImportJob, { importId }, importDeduplication(importId));
    }
    await this.files.tidy();
  }
}
