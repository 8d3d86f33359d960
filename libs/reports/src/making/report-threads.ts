import { Injectable } from '@nestjs/common';
import { DomainError } from '@sxbq/kernel';
import { startThread } from '@sxbq/platform';
import path from 'node:path';
import type { ReportAnswer, ReportTask } from './report-task';

/** Heap of one thread at most: three thousand schools need half of it. A report that needs more ends its thread alone. */
const MAX_HEAP_MIB = 1_536;
const ENTRY = path.join(__dirname, 'report-thread');

export interface MadeReport {
  readonly content: Buffer;
  readonly pages: number | null;
  readonly lines: number | null;
}

/** Makes reports in threads of their own (assurance R4). */
@Injectable()
export class ReportThreads {
  /** Throws what renderReport refuses. */
  async make(task: ReportTask): Promise<MadeReport> {
    const thread = startThread(ENTRY, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MIB },
    });
    try {
      const answer = await new Promise<ReportAnswer>((resolve, reject) => {
        thread.once('message', resolve);
        thread.once('error', reject);
        thread.once('exit', (code) => reject(new Error(`report thread ended with code ${code}`)));
      });
      if (answer.kind === 'REFUSED') throw new DomainError('BAD_INPUT', answer.code, answer.message);
      if (answer.kind === 'FAILED') throw new Error(answer.error);
      const { content, pages, lines } = answer;
      return { content: Buffer.from(content.buffer, content.byteOffset, content.byteLength), pages, lines };
    } finally {
      await thread.terminate();
    }
  }
}
