import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { QueueClient } from '@sxbq/platform';
import { catchUpJob } from '../jobs/compliance.queue';

/** A worker that starts looks at once for what was missed while none was running. */
@Injectable()
export class CatchUpAtStart implements OnApplicationBootstrap {
  constructor(private readonly queues: QueueClient) {}

  onApplicationBootstrap(): void {
    // Not awaited: without Redis it would wait, and the schedule does the same within a minute.
    this.queues.add(catchUpJob, {}, { deduplication: { id: 'catch-up-at-start' } }).catch(() => undefined);
  }
}
