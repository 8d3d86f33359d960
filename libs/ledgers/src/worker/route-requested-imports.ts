import { Injectable } from '@nestjs/common';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { LEDGER_IMPORT_REQUESTED, PerformImport, performImportJob } from '../jobs/ledgers.queue';

/** An import has at most one job waiting or running. */
export const importDeduplication = (importId: number) => ({ deduplication: { id: `import-${importId}` } });

@Injectable()
@RoutesEvent(LEDGER_IMPORT_REQUESTED)
export class RouteRequestedImports implements EventRoute<PerformImport> {
  jobsFor({ importId }: PerformImport): Promise<readonly RoutedJob[]> {
    return Promise.resolve([{ job: performImportJob, payload: { importId }, options: importDeduplication(importId) }]);
  }
}
