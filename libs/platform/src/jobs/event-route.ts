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
  jobsFor(payload: Payload, eventId: string): Promise<readonly RoutedJob[]>;
}

/** Marks a provider as a route of an event type; several routes may listen to one type. */
export const RoutesEvent = (type: string): ClassDecorator => SetMetadata(EVENT_ROUTE, type);
