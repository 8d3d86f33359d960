import { DomainError } from '@sxbq/kernel';
import { MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Checkpoint } from '../domain/checkpoint';
import { runRound } from '../domain/deferred-acceptance/round-outcome';
import { runPass } from '../domain/score-round';
import { suggestionRows } from '../domain/suggestions/suggestion-rows';
import { columnBuffers, ThreadMessage, ThreadStart, ThreadTask } from './thread-protocol';

/** Entry of the thread that matches and scores, so that no event loop waits for it. Started by `matching-threads`. */

class Cancelled extends Error {}

function perform(task: ThreadTask, checkpoint: Checkpoint): object {
  if (task.task === 'ROUND') return runRound(task.input, checkpoint);
  if (task.task === 'PASS') return runPass(task.round, task.scoring, checkpoint);
  return suggestionRows(task.input, task.weights, task.limits, task.pinned, checkpoint);
}

function endingOf(error: unknown): ThreadMessage<never> {
  if (error instanceof Cancelled) return { kind: 'CANCELLED' };
  if (error instanceof DomainError) {
    const { kind, code, message, details } = error;
    return { kind: 'REFUSED', error: { kind, code, message, details } };
  }
  return { kind: 'FAILED', error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function main(port: MessagePort, { task, cancelled }: ThreadStart): void {
  const post = (message: ThreadMessage<object>, handedOver: ArrayBuffer[] = []): void =>
    port.postMessage(message, handedOver);
  try {
    const result = perform(task, (done, total) => {
      if (Atomics.load(cancelled, 0) !== 0) throw new Cancelled();
      post({ kind: 'PROGRESS', done, total });
    });
    post({ kind: 'DONE', result }, columnBuffers(result));
  } catch (error) {
    post(endingOf(error));
  } finally {
    port.close();
  }
}

if (parentPort) main(parentPort, workerData as ThreadStart);
