import { Writable } from 'node:stream';
import { MessagePort, parentPort, workerData } from 'node:worker_threads';
import { annotateWorkbook } from '../workbook';
import { readLedgers } from './ledger-reader';
import type { LedgerSource } from './reader-messages';
import { CREDITS, ThreadMessage, ThreadTask } from './thread-protocol';

/** Entry of the thread that reads files, so that no event loop waits for a workbook. Started by FileThreads. */

/** Sends items to the owner, never more than it has room for. */
class Outlet {
  private credits = CREDITS;
  private waiting: (() => void) | null = null;

  constructor(private readonly port: MessagePort) {
    port.on('message', () => {
      this.credits += 1;
      this.waiting?.();
      this.waiting = null;
    });
  }

  async send(item: unknown): Promise<void> {
    while (this.credits === 0) await new Promise<void>((resolve) => (this.waiting = resolve));
    this.credits -= 1;
    this.post({ kind: 'ITEM', item });
  }

  post(message: ThreadMessage<unknown>): void {
    this.port.postMessage(message);
  }
}

const filesOf = (sources: readonly LedgerSource[]) =>
  sources.map(({ fileName, content }) => ({
    fileName,
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  }));

async function run(task: ThreadTask, outlet: Outlet): Promise<void> {
  if (task.task === 'READ') {
    for await (const message of readLedgers(task)) await outlet.send(message);
    return;
  }
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      outlet.send(Uint8Array.from(chunk)).then(() => done(), done);
    },
  });
  await annotateWorkbook(filesOf(task.sources), task.errors, out, { rows: task.rows });
}

async function main(port: MessagePort): Promise<void> {
  const outlet = new Outlet(port);
  try {
    await run(workerData as ThreadTask, outlet);
    outlet.post({ kind: 'DONE' });
  } catch (error) {
    outlet.post({ kind: 'FAILED', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  } finally {
    port.close();
  }
}

if (parentPort) void main(parentPort);
