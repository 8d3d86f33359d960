import { Injectable } from '@nestjs/common';
import { startThread } from '@sxbq/platform';
import path from 'node:path';
import type { SheetErrors } from '../workbook/raw-row';
import type { LedgerSource, ReadingRequest } from './reader-messages';
import type { AnnotateItem, ReadItem, ThreadMessage, ThreadTask } from './thread-protocol';

/** Heap of one thread at most; a file that needs more ends its thread, not the process. */
const MAX_HEAP_MIB = 384;
/** A small young generation: the thread makes much garbage, and memory is to stay bounded. */
const MAX_YOUNG_MIB = 8;
const ENTRY = path.join(__dirname, 'reading-thread');

/** Reads and copies workbooks in threads of their own (assurance D4, R4). */
@Injectable()
export class FileThreads {
  /** The messages of one reading. Leaving the loop early ends the thread. */
  read(request: ReadingRequest): AsyncIterable<ReadItem> {
    return inThread<ReadItem>({ task: 'READ', ...request });
  }

  /** The bytes of an .xlsx: the files' rows with an added 错误 column. */
  annotate(
    sources: readonly LedgerSource[],
    errors: readonly SheetErrors[],
    rows: 'all' | 'bad',
  ): AsyncIterable<AnnotateItem> {
    return inThread<AnnotateItem>({ task: 'ANNOTATE', sources, errors, rows });
  }
}

async function* inThread<Item>(task: ThreadTask): AsyncGenerator<Item, void, undefined> {
  const worker = startThread(ENTRY, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB, maxYoungGenerationSizeMb: MAX_YOUNG_MIB },
  });
  const inbox: ThreadMessage<Item>[] = [];
  let wake: (() => void) | null = null;
  const arrive = (message: ThreadMessage<Item>): void => {
    inbox.push(message);
    wake?.();
    wake = null;
  };
  worker.on('message', arrive);
  worker.on('error', (error) => arrive({ kind: 'FAILED', error: error.stack ?? error.message }));
  worker.on('exit', (code) => arrive({ kind: 'FAILED', error: `reading thread ended with code ${code}` }));
  try {
    for (;;) {
      const message = inbox.shift();
      if (!message) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      if (message.kind === 'DONE') return;
      if (message.kind === 'FAILED') throw new Error(message.error);
      yield message.item;
      worker.postMessage({ kind: 'CREDIT' });
    }
  } finally {
    await worker.terminate();
  }
}
