import path from 'node:path';
import { Worker, WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread. From compiled sources the entry runs as it is; from TypeScript, as tests run, through a loader.
 *
 * @param entry the entry's path without its ending
 */
export function startThread(entry: string, options: WorkerOptions): Worker {
  if (__filename.endsWith('.js')) return new Worker(`${entry}.js`, options);
  return new Worker(path.join(__dirname, 'run-typescript.cjs'), { ...options, argv: [`${entry}.ts`] });
}
