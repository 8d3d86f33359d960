import { SetMetadata } from '@nestjs/common';
import { JobDefinition } from './job-definition';

export const JOB_HANDLER = 'sxbq:job-handler';

/** What a handler may ask of the run it is in. */
export interface JobContext {
  readonly jobId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Percent 0–100, shown on the queue board. */
  progress(percent: number): Promise<void>;
}

/** Handles every job of one definition; idempotent, re-reads state by the payload's ids. */
export interface JobHandler<Payload extends object> {
  handle(payload: Payload, context: JobContext): Promise<void>;
}

/** Marks a provider as the one handler of a job. */
export const HandlesJob = <Payload extends object>(job: JobDefinition<Payload>): ClassDecorator =>
  SetMetadata(JOB_HANDLER, job);
