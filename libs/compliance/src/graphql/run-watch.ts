import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { follow, Subscriptions } from '@sxbq/platform/graphql';
import { ComplianceRunsService, runTopic } from '../compliance-runs.service';
import { RunStatus } from '../domain/run-status';
import type { RunRow } from '../persistence/runs.repository';

/** What the subscription's field is called, as graphql asks of its events. */
export interface RunProgressEvent {
  readonly complianceRunProgress: RunRow;
}

/** Follows a run until it is over: its state now, then every state after. */
@Injectable()
export class RunWatch {
  constructor(
    private readonly runs: ComplianceRunsService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what whoever asks may not see. */
  watch(id: EntityId): Promise<AsyncGenerator<RunProgressEvent>> {
    return follow(this.subscriptions, 'complianceRunProgress', {
      topic: runTopic(id),
      read: (principal) => this.runs.run(principal, id),
      mark: ({ version }) => version,
      isOver: ({ status }) => status === RunStatus.DONE || status === RunStatus.FAILED,
    });
  }
}
