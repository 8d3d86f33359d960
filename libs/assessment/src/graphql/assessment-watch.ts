import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { follow, Subscriptions } from '@sxbq/platform/graphql';
import { AssessmentRunsService } from '../assessment-runs.service';
import { assessmentTopic } from '../assessment-steps';
import type { RunRow } from '../persistence/runs.repository';

/** What the subscription's field is called, as graphql asks of its events. */
export interface AssessmentProgressEvent {
  readonly assessmentRunProgress: RunRow;
}

/** Follows a run until the worker has nothing to do with it: its state now, then every state after. */
@Injectable()
export class AssessmentWatch {
  constructor(
    private readonly runs: AssessmentRunsService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what whoever asks may not see. */
  watch(id: EntityId): Promise<AsyncGenerator<AssessmentProgressEvent>> {
    return follow(this.subscriptions, 'assessmentRunProgress', {
      topic: assessmentTopic(id),
      read: (principal) => this.runs.get(principal, id),
      mark: ({ revision }) => revision,
      isOver: ({ task }) => task === null,
    });
  }
}
