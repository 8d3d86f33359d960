import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { arrivedWithin, Subscriptions } from '@sxbq/platform/graphql';
import { isFinished } from '../domain/report-status';
import { reportTopic } from '../jobs/reports.queue';
import type { ReportRow } from '../persistence/reports.repository';
import { ReportsService } from '../reports.service';

/** Notifications are best effort, so the row is looked at this often all the same. */
const LOOK_MS = 2_000;

/** What the subscription's field is called, as graphql asks of its events. */
export interface ReportProgressEvent {
  readonly reportProgress: ReportRow;
}

/** Follows a report until it is made or given up: its state now, then every state after. */
@Injectable()
export class ReportWatch {
  constructor(
    private readonly reports: ReportsService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what the principal may not see. */
  async watch(principal: Principal, id: EntityId): Promise<AsyncGenerator<ReportProgressEvent>> {
    await this.reports.get(principal, id);
    return this.states(principal, id);
  }

  private async *states(principal: Principal, id: EntityId): AsyncGenerator<ReportProgressEvent> {
    const topic = this.subscriptions.topic(reportTopic(id));
    // Listening begins with the first next(), and must begin before the row is read.
    let news = topic.next();
    let seen = 0;
    try {
      for (;;) {
        const report = await this.reports.get(principal, id);
        if (report.version !== seen) yield { reportProgress: report };
        seen = report.version;
        if (isFinished(report.status)) return;
        if (await arrivedWithin(news, LOOK_MS)) news = topic.next();
      }
    } finally {
      await topic.return?.();
    }
  }
}
