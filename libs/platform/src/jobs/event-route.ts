import { SetMetadata } from '@nestjs/common';
import { JobsOptions } from 'bullmq';
import { JobDefinition } from './job-definition';

export const EVENT_ROUTE = 'sxbq:event-route';

/** A job an event asks for. */
export interface RoutedJob {
  readonly job: JobDefinition;
  readonly payload: object;
  readonly options?: Pick<JobsOptions, 'jobId' | 'deduplication' | 'delay'>;
}

/** Turns outbox events of one type into jobs. `eventId` is the outbox row's id, good as a message id for the inbox. */
export interface EventRoute<Payload extends object> {
  /**
   * Asked once for each batch of events, before any of their jobs is added, and again when the batch is sent again: what
   * must be in the database by the time a job runs. Commits on its own.
   */
  note?(payloads: readonly Payload[]): Promise<void>;
  /**
   * True when `note` keeps in the database what is still to be done: then a catch-up finds it, and after a loss of Redis
   * nobody need read all events again.
   */
  readonly isNoted?: boolean;
  jobsFor(payload: Payload, eventId: string): Promise<readonly RoutedJob[]>;
}

/** Marks a provider as a route of an event type; several routes may listen to one type. */
export const RoutesEvent = (type: string): ClassDecorator => SetMetadata(EVENT_ROUTE, type);
