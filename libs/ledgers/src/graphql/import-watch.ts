import { Injectable } from '@nestjs/common';
import { Principal } from '@sxbq/kernel';
import { Subscriptions } from '@sxbq/platform/graphql';
import { isFinished } from '../domain/import-status';
import { importTopic } from '../jobs/ledgers.queue';
import { LedgerImportService } from '../ledger-import.service';
import type { LedgerImport } from '../persistence/ledger-import.entity';

/** Notifications are best effort, so the row is looked at this often all the same. */
const LOOK_MS = 2_000;

/** What the subscription's field is called, as graphql asks of its events. */
export interface ImportProgressEvent {
  readonly ledgerImportProgress: LedgerImport;
}

/** Follows an import until it is over: its state now, then every state after. */
@Injectable()
export class ImportWatch {
  constructor(
    private readonly ledgers: LedgerImportService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what the principal may not see. */
  async watch(principal: Principal, importId: number): Promise<AsyncGenerator<ImportProgressEvent>> {
    await this.ledgers.get(principal, importId);
    return this.states(principal, importId);
  }

  private async *states(principal: Principal, importId: number): AsyncGenerator<ImportProgressEvent> {
    const topic = this.subscriptions.topic(importTopic(importId));
    // Listening begins with the first next(), and must begin before the row is read.
    let news = topic.next();
    let seen = '';
    try {
      for (;;) {
        const state = await this.ledgers.get(principal, importId);
        const mark = `${state.status} ${state.phase} ${state.rowsDone}`;
        if (mark !== seen) yield { ledgerImportProgress: state };
        seen = mark;
        if (isFinished(state.status)) return;
        if (await arrivedWithin(news, LOOK_MS)) news = topic.next();
      }
    } finally {
      await topic.return?.();
    }
  }
}

async function arrivedWithin(news: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  try {
    return await Promise.race([news.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
