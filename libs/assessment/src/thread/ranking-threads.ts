import { DomainError, SigningKey } from '@sxbq/kernel';
import { startThread } from '@sxbq/platform';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { sealOver } from '../domain/bundle/seal-bundle';
import { AssessmentScheme, OrganisationFacts, Ranking, RankingInput } from '../domain/model';
import type { RankingMove } from '../domain/movement/compare-rankings';
import { compareSchemes } from '../domain/movement/compare-schemes';
import { Rankable, rankAll } from '../domain/ranking/rank-organisations';
import { OwnerMessage, SealedBundle, ThreadMessage, ThreadTask } from './thread-protocol';

/** Objects of one thread at most: a nation of schools with all evidence, sealed, takes about half. */
const MAX_HEAP_MIB = 4_096;
/** Organisations that are copied into the thread in one turn of the event loop. */
const PAGE = 50;
/** As many are ranked sooner than a thread starts. */
const FEW = 100;
const ENTRY = path.join(__dirname, 'ranking-thread');

/** `rankAll`; in a thread of its own where there are many (assurance R4). */
export async function rankInThread({ organisations, ...of }: Rankable): Promise<Ranking[]> {
  if (organisations.length <= FEW) return rankAll({ organisations, ...of });
  return inThread({ task: 'RANK', of }, organisations);
}

/** `compareSchemes`; in a thread of its own where there are many. */
export async function compareInThread(
  organisations: readonly OrganisationFacts[],
  before: AssessmentScheme,
  after: AssessmentScheme,
): Promise<RankingMove[]> {
  if (organisations.length <= FEW) return compareSchemes(organisations, before, after);
  return inThread({ task: 'COMPARE', schemes: [before, after] }, organisations);
}

/**
 * `sealBundle` and both of its texts in a thread of its own, which asks for the signature: the key never goes there.
 *
 * @throws what sealBundle throws
 */
export function sealInThread({ organisations, ...of }: RankingInput, key: SigningKey): Promise<SealedBundle> {
  return inThread({ task: 'SEAL', of }, organisations, key);
}

async function inThread<Result>(
  task: ThreadTask,
  organisations: readonly OrganisationFacts[],
  key?: SigningKey,
): Promise<Result> {
  const worker = startThread(ENTRY, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB },
  });
  try {
    const [result] = await Promise.all([answerOf<Result>(worker, key), handOver(worker, organisations)]);
    return result;
  } finally {
    await worker.terminate();
  }
}

async function handOver(worker: Worker, organisations: readonly OrganisationFacts[]): Promise<void> {
  for (let at = 0; at < organisations.length; at += PAGE) {
    say(worker, { kind: 'ORGANISATIONS', page: organisations.slice(at, at + PAGE) });
    await nextTurn();
  }
  say(worker, { kind: 'BEGIN' });
}

const say = (worker: Worker, message: OwnerMessage): void => worker.postMessage(message);

function answerOf<Result>(worker: Worker, key: SigningKey | undefined): Promise<Result> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ThreadMessage<Result>) => {
      switch (message.kind) {
        case 'SIGN':
          return key && say(worker, { kind: 'SIGNED', seal: sealOver(message.digest, key) });
        case 'DONE':
          return resolve(message.result);
        case 'REFUSED': {
          const { kind, code, message: text, details } = message.error;
          return reject(new DomainError(kind, code, text, details));
        }
        case 'FAILED':
          return reject(new Error(message.error));
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`ranking thread ended with code ${code}`)));
  });
}
