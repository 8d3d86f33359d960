import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler } from '@sxbq/platform';
import { pruneSignInsJob } from '../jobs/identity.queue';
import { SignInRetentionService } from '../sessions/sign-in-retention.service';

@Injectable()
@HandlesJob(pruneSignInsJob)
export class PruneSignInsProcessor implements JobHandler<Record<string, never>> {
  constructor(private readonly retention: SignInRetentionService) {}

  handle(): Promise<void> {
    return this.retention.prune();
  }
}
