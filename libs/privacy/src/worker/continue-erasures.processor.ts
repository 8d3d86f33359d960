import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { ErasureService } from '../erasure.service';
import { continueErasuresJob, erasePersonJob } from '../jobs/privacy.queue';
import { erasureDeduplication } from './route-granted-erasures';

/** Redis is disposable and processes die: erasures that were granted and have not ended go back on the queue. */
@Injectable()
@HandlesJob(continueErasuresJob)
export class ContinueErasuresProcessor implements JobHandler<object> {
  constructor(
    private readonly erasures: ErasureService,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    for (const requestId of await this.erasures.unfinished()) {
      await this.queues.add(erasePersonJob, { requestId }, erasureDeduplication(requestId));
    }
  }
}
