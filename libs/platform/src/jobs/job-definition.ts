/**
 * How the work is found again when its job is lost with Redis, or fails for good: Redis is disposable, so the answer is
 * always in the database.
 */
export type JobRecovery =
  /** Its schedule calls for it again, and it does whatever is due by then; `because` says why nothing is missed. */
  | { readonly by: 'SCHEDULE'; readonly because: string }
  /** A scheduled job of the same queue or another finds in the database what is missing and asks for it again. */
  | { readonly by: 'CATCH_UP'; readonly job: () => JobDefinition };

/** One kind of job. A queue is one typed file: `jobs/<name>.queue.ts` of the lib that owns the word. */
export interface JobDefinition<Payload extends object = object> {
  readonly queue: string;
  readonly name: string;
  /** What it does, in Chinese, for docs/generated/jobs.md and the queue board. */
  readonly title: string;
  /** Tries before the job counts as failed; exponential backoff from `backoffMs`. */
  readonly attempts: number;
  readonly backoffMs: number;
  readonly recovery: JobRecovery;
  /** Type marker only; payloads hold ids, never personal data. */
  readonly payload?: Payload;
}

export interface QueueDefinition {
  readonly queue: string;
  readonly title: string;
  /** Jobs of this queue that one worker process runs at once. */
  readonly concurrency: number;
  /** Milliseconds a job may block its event loop before another worker takes it over. */
  readonly lockMs: number;
}

const queues = new Map<string, QueueDefinition>();
const jobs = new Map<string, JobDefinition>();

/** Declares a queue; declaring a name twice is a programming error. */
export function defineQueue(definition: QueueDefinition): QueueDefinition {
  if (queues.has(definition.queue)) throw new Error(`queue '${definition.queue}' is declared twice`);
  queues.set(definition.queue, definition);
  return definition;
}

/** Declares a job of a queue. */
export function defineJob<Payload extends object>(
  queue: QueueDefinition,
  definition: Omit<JobDefinition<Payload>, 'queue' | 'payload'>,
): JobDefinition<Payload> {
  const key = `${queue.queue}/${definition.name}`;
  if (jobs.has(key)) throw new Error(`job '${key}' is declared twice`);
  const job: JobDefinition<Payload> = { queue: queue.queue, ...definition };
  jobs.set(key, job);
  return job;
}

/** 'queue/name', the one name of a job. */
export const jobKey = ({ queue, name }: Pick<JobDefinition, 'queue' | 'name'>): string => `${queue}/${name}`;

/** Jobs that find lost work again, each once. */
export const catchUpJobs = (): readonly JobDefinition[] => [
  ...new Set([...jobs.values()].flatMap(({ recovery }) => (recovery?.by === 'CATCH_UP' ? [recovery.job()] : []))),
];

export const declaredQueues = (): readonly QueueDefinition[] => [...queues.values()];
export const declaredJobs = (): readonly JobDefinition[] => [...jobs.values()];
