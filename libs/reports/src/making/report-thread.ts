import type { RankingBundle } from '@sxbq/assessment/verification';
import { DomainError } from '@sxbq/kernel';
import { parentPort, workerData } from 'node:worker_threads';
import { renderReport } from '../rendering/render-report';
import type { ReportAnswer, ReportTask } from './report-task';

/** Entry of the thread that makes one report, so that no event loop waits for it. Started by ReportThreads. */

const parsed = (bytes: Uint8Array): RankingBundle => JSON.parse(Buffer.from(bytes).toString('utf8')) as RankingBundle;

async function answerTo({ kind, bundle, earlier, options }: ReportTask): Promise<ReportAnswer> {
  try {
    const { content, pages, rows } = await renderReport(kind, parsed(bundle), earlier.map(parsed), options);
    return { kind: 'DONE', content: Uint8Array.from(content), pages, lines: rows };
  } catch (error) {
    if (error instanceof DomainError) return { kind: 'REFUSED', code: error.code, message: error.message };
    return { kind: 'FAILED', error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

if (parentPort) {
  const port = parentPort;
  void answerTo(workerData as ReportTask).then((answer) =>
    port.postMessage(answer, answer.kind === 'DONE' ? [answer.content.buffer as ArrayBuffer] : []),
  );
}
