import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { follow, Subscriptions } from '@sxbq/platform/graphql';
import { isPassOver } from '../domain/round-status';
import type { PassRow } from '../persistence/round-passes.repository';
import { passTopic, RoundRunsService } from '../round-runs.service';

/** What the subscription's field is called, as graphql asks of its events. */
export interface PassProgressEvent {
  readonly roundPassProgress: PassRow;
}

/** Follows a pass until it is over: its state now, then every state after. */
@Injectable()
export class RoundPassWatch {
  constructor(
    private readonly runs: RoundRunsService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what whoever asks may not see. */
  watch(id: EntityId): Promise<AsyncGenerator<PassProgressEvent>> {
    return follow(this.subscriptions, 'roundPassProgress', {
      topic: passTopic(id),
      read: (principal) => this.runs.pass(principal, id),
      mark: ({ version, done }) => `${version}/${done}`,
      isOver: ({ status }) => isPassOver(status),
    });
  }
}
