import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { sealAudit } from '../jobs/audit.queue';
import { Sealer } from '../sealing/sealer';

@Injectable()
@HandlesJob(sealAudit)
export class SealAuditProcessor implements JobHandler<Record<string, never>> {
  constructor(private readonly sealer: Sealer) {}

  async handle(): Promise<void> {
    await this.sealer.run();
  }
}
