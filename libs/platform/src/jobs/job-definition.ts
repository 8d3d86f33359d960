/** One kind of job. A queue is one typed file: `jobs/<name>.queue.ts` of the lib that owns the word. */
export interface JobDefinition<Payload extends object = object> {
  readonly queue: string;
  readonly name: string;
  /** What it does, in Chinese, for docs/generated/jobs.md and the queue board. */
  readonly title: string;
  /** Tries before the job counts as failed; exponential backoff from `backoffMs`. */
  readonly attempts: number;
  readonly backoffMs: number;
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

export const declaredQueues = (): readonly QueueDefinition[] => [...queues.values()];
export const declaredJobs = (): readonly JobDefinition[] => [...jobs.values()];
