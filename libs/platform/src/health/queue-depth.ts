import { Injectable, OnModuleInit } from '@nestjs/common';
import { declaredQueues } from '../jobs/job-definition';
import { QueueClient } from '../jobs/queue-client';
import { Metrics } from '../observability/metrics';

const REFRESH_MS = 5_000;

/** Keeps the queue depth gauge current, no more often than every five seconds and never in the way of a scrape. */
@Injectable()
export class QueueDepthCollector implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly queues: QueueClient,
  ) {}

  onModuleInit(): void {
    const timer = setInterval(() => void this.refresh(), REFRESH_MS);
    timer.unref();
  }

  private async refresh(): Promise<void> {
    for (const { queue } of declaredQueues()) {
      const counts = await this.queues
        .queue(queue)
        .getJobCounts()
        .catch(() => ({}));
      for (const [state, count] of Object.entries(counts))
        this.metrics.queueDepth.set({ queue, state }, count as number);
    }
  }
}
