import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { follow, Subscriptions } from '@sxbq/platform/graphql';
import { isFinished } from '../domain/import-status';
import { importTopic } from '../jobs/ledgers.queue';
import { LedgerImportService } from '../ledger-import.service';
import type { LedgerImport } from '../persistence/ledger-import.entity';

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

  /** Refuses before the first event what whoever asks may not see. */
  watch(id: EntityId): Promise<AsyncGenerator<ImportProgressEvent>> {
    return follow(this.subscriptions, 'ledgerImportProgress', {
      topic: importTopic(id),
      read: (principal) => this.ledgers.get(principal, id),
      mark: ({ status, phase, rowsDone }) => `${status} ${phase} ${rowsDone}`,
      isOver: ({ status }) => isFinished(status),
    });
  }
}
