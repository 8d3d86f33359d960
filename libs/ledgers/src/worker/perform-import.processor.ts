import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { PerformImport, performImportJob } from '../jobs/ledgers.queue';
import { LedgerImportService } from '../ledger-import.service';

@Injectable()
@HandlesJob(performImportJob)
export class PerformImportProcessor implements JobHandler<PerformImport> {
  constructor(private readonly ledgers: LedgerImportService) {}

  async handle({ importId }: PerformImport): Promise<void> {
    await this.ledgers.perform(importId);
  }
}
