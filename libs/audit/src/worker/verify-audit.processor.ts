import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { verifyAudit } from '../jobs/audit.queue';
import { NightlyVerification } from './nightly-verification';

@Injectable()
@HandlesJob(verifyAudit)
export class VerifyAuditProcessor implements JobHandler<Record<string, never>> {
  constructor(private readonly nightly: NightlyVerification) {}

  async handle(): Promise<void> {
    await this.nightly.run();
  }
}
