import { Injectable, OnModuleDestroy, OnModuleInit } from '@nestjs/common';
import { declaredQueues } from '../jobs/job-definition';
import { QueueClient } from '../jobs/queue-client';
import { Metrics } from '../observability/metrics';

const REFRESH_MS = 5_000;

/** Keeps the queue depth gauge current, no more often than every five seconds and never in the way of a scrape. */
@Injectable()
export class QueueDepthCollector implements OnModuleInit, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly metrics: Metrics,
    private readonly queues: QueueClient,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.refresh(), REFRESH_MS).unref();
  }

  /** Before connections are closed: a look at a queue opens one. */
  onModuleDestroy(): void {
    this.stopped = true;
    clearInterval(this.timer);
  }

  private async refresh(): Promise<void> {
    for (const { queue } of declaredQueues()) {
      if (this.stopped) return;
      const counts = await this.queues
        .queue(queue)
        .getJobCounts()
        .catch(() => ({}));
      for (const [state, count] of Object.entries(counts))
        this.metrics.queueDepth.set({ queue, state }, count as number);
    }
  }
}
