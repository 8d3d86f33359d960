import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { applyRetentionJob } from '../jobs/privacy.queue';
import { RetentionService } from '../retention.service';

@Injectable()
@HandlesJob(applyRetentionJob)
export class ApplyRetentionProcessor implements JobHandler<object> {
  constructor(private readonly retention: RetentionService) {}

  async handle(): Promise<void> {
    await this.retention.apply();
  }
}
