import { defineJob, defineQueue } from '@sxbq/platform';

export interface PerformImport {
  readonly importId: number;
}

/** Written to the outbox in the transaction that created an import. */
export const LEDGER_IMPORT_REQUESTED = 'ledgers.import-requested';

const ledgers = defineQueue({ queue: 'ledgers', title: '台账导入', concurrency: 1, lockMs: 15_000 });

export const performImportJob = defineJob<PerformImport>(ledgers, {
  name: 'perform-import',
  title: '执行一次台账导入',
  attempts: 5,
  backoffMs: 2_000,
  recovery: { by: 'CATCH_UP', job: () => tidyImportsJob },
});

export const tidyImportsJob = defineJob<object>(ledgers, {
  name: 'tidy-imports',
  title: '接续中断的台账导入',
  attempts: 1,
  backoffMs: 1_000,
  recovery: { by: 'SCHEDULE', because: 'looks at all unfinished imports each minute' },
});

/** Topic of one import's progress, for subscriptions. */
export const importTopic = (importId: number): string => `ledger-import-${importId}`;
