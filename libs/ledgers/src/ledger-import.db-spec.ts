import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { smallCity, workbookFile } from '../../../test/support/ledger-files';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import { LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';

describe('importing ledgers', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  it('writes every sheet, and changes nothing the second time', async () => {
    const file = await workbookFile('城市.xlsx', smallCity());
    const first = await ledgers.importNow(SYSTEM_PRINCIPAL, [file], ImportMode.ALL_OR_NOTHING);
    expect(first.status).toBe(ImportStatus.IMPORTED);
    const second = await ledgers.importNow(SYSTEM_PRINCIPAL, [file], ImportMode.ALL_OR_NOTHING);
  });
});
