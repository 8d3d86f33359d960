import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { follow, Subscriptions } from '@sxbq/platform/graphql';
import { isFinished } from '../domain/report-status';
import { reportTopic } from '../jobs/reports.queue';
import type { ReportRow } from '../persistence/reports.repository';
import { ReportsService } from '../reports.service';

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

  /** Refuses before the first event what whoever asks may not see. */
  watch(id: EntityId): Promise<AsyncGenerator<ReportProgressEvent>> {
    return follow(this.subscriptions, 'reportProgress', {
      topic: reportTopic(id),
      read: (principal) => this.reports.get(principal, id),
      mark: ({ version }) => version,
      isOver: ({ status }) => isFinished(status),
    });
  }
}
