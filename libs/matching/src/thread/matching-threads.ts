import { DomainError } from '@sxbq/kernel';
import { startThread } from '@sxbq/platform';
import path from 'node:path';
import type { Worker } from 'node:worker_threads';
import type { Checkpoint } from '../domain/checkpoint';
import type { RoundInput } from '../domain/deferred-acceptance/round-input';
import type { RoundOutcome } from '../domain/deferred-acceptance/round-outcome';
import type { FrozenRound, RoundScoring } from '../domain/score-round';
import type { ScoreWeights } from '../domain/scoring/score-weights';
import type { ScoringInput } from '../domain/scoring/scoring-input';
import type { SuggestionLimits } from '../domain/scoring/suggest';
import type { PinnedPairs, SuggestionRows } from '../domain/suggestions/suggestion-rows';
import { columnBuffers, ThreadMessage, ThreadStart, ThreadTask } from './thread-protocol';

export interface ThreadControl {
  /** Ends the work at its next checkpoint; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called now and then with the graduates done and in all. */
  readonly onProgress?: Checkpoint;
}

/** Objects of one thread at most; columns lie outside of the heap. */
const MAX_HEAP_MIB = 256;
const ENTRY = path.join(__dirname, 'matching-thread');

/**
 * `runRound` in a thread of its own (assurance R4). The input's columns are handed over: they are empty afterwards.
 *
 * @throws what runRound throws
 */
export function runRoundInThread(input: RoundInput, control: ThreadControl = {}): Promise<RoundOutcome> {
  return inThread({ task: 'ROUND', input }, control);
}

/** `runPass` in a thread of its own. The columns of both are handed over: they are empty afterwards. */
export function runPassInThread(
  round: FrozenRound,
  scoring: RoundScoring,
  control: ThreadControl = {},
): Promise<RoundOutcome> {
  return inThread({ task: 'PASS', round, scoring }, control);
}

/** `suggestionRows` in a thread of its own. The columns given are handed over: they are empty afterwards. */
export function suggestInThread(
  input: ScoringInput,
  weights: ScoreWeights,
  limits: SuggestionLimits,
  pinned: PinnedPairs,
  control: ThreadControl = {},
): Promise<SuggestionRows> {
  return inThread({ task: 'SUGGEST', input, weights, limits, pinned }, control);
}

async function inThread<Result>(task: ThreadTask, control: ThreadControl): Promise<Result> {
  const { signal } = control;
  signal?.throwIfAborted();
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = startThread(ENTRY, {
    workerData: { task, cancelled } satisfies ThreadStart,
    transferList: columnBuffers(task),
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB },
  });
  const cancel = (): void => void Atomics.store(cancelled, 0, 1);
  signal?.addEventListener('abort', cancel);
  try {
    return await answerOf(worker, control);
  } finally {
    signal?.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}

function answerOf<Result>(worker: Worker, { signal, onProgress }: ThreadControl): Promise<Result> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage<Result>) => {
      switch (message.kind) {
        case 'PROGRESS':
          return onProgress?.(message.done, message.total);
        case 'DONE':
          return resolve(message.result);
        case 'CANCELLED':
          return reject(signal?.reason as Error);
        case 'REFUSED': {
          const { kind, code, message: text, details } = message.error;
          return reject(new DomainError(kind, code, text, details));
        }
        case 'FAILED':
          return reject(new Error(message.error));
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`matching thread ended with code ${code}`)));
  });
}
