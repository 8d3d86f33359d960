import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { csvFile, idNumber, smallCity, workbookFile } from '../../../test/support/ledger-files';
import { actingAs, tracesOf } from '../../../test/support/programme';
import { eventually } from '../../../test/support/platform';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import { totalOf } from './domain/sheet-counts';
import { ImportLeases, LEASE_MS } from './import-lease';
import { LedgerFilesService } from './ledger-files.service';
import { GivenFile, LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';
import { ImportsRepository } from './persistence/imports.repository';

const TRAINEES = 20_000;

describe('imports beside each other, and killed ones', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  const bringIn = (file: GivenFile) =>
    actingAs(SYSTEM_PRINCIPAL, () => ledgers.importNow(SYSTEM_PRINCIPAL, [file], ImportMode.ALL_OR_NOTHING));
  const requested = async (file: GivenFile): Promise<number> => {
    const { id } = await services.app.get(LedgerFilesService).store(SYSTEM_PRINCIPAL, file.fileName, [file.content]);
    return (await ledgers.request(SYSTEM_PRINCIPAL, [id], ImportMode.ALL_OR_NOTHING)).id;
  };
  const perform = (id: number) => actingAs(SYSTEM_PRINCIPAL, () => ledgers.perform(id));
  const query = <T>(sql: string, params: unknown[] = []): Promise<T[]> => services.dataSource.query(sql, params);
  const trainees = async (): Promise<number> =>
    Number((await query<{ n: string }>('SELECT COUNT(*) AS n FROM trainee'))[0]?.n);
  const manyTrainees = (): GivenFile =>
    csvFile('培训学员.csv', [
      ['培训编号', '姓名', '证件号码', '证书编号', '是否合格'],
      ...Array.from({ length: TRAINEES }, (_, n) => ['PX1', `学员${n}`, idNumber(n), '', '是']),
    ]);

  it('are done one after the other, and both succeed', async () => {
    const city = await workbookFile('城市.xlsx', smallCity());
    const [first, second] = await Promise.all([bringIn(city), bringIn({ ...city, fileName: '又一份.xlsx' })]);
    expect([first.status, second.status]).toEqual([ImportStatus.IMPORTED, ImportStatus.IMPORTED]);
    const sums = [first, second].map(({ counts }) => totalOf(counts ?? {}));
    expect(sums.map(({ created }) => created).sort()).toEqual([0, 28]);
    expect(sums.map(({ unchanged }) => unchanged).sort()).toEqual([0, 28]);
  });

  it('take effect once, however often they are performed', async () => {
    const id = await requested(await workbookFile('城市.xlsx', smallCity()));
    const { audit } = await tracesOf(services.dataSource, () => Promise.all([perform(id), perform(id), perform(id)]));
    expect(audit).toHaveLength(1);
    expect(await query('SELECT status, attempts FROM ledger_import')).toEqual([{ status: 'IMPORTED', attempts: 1 }]);
  });

  it('leave nothing half done when their process is killed, and are done by the next', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    const before = await trainees();
    const id = await requested(manyTrainees());
    const child = importingProcess(id);
    const row = () =>
      query<{ status: string; rowsDone: number }>(
        'SELECT status, rows_done AS rowsDone FROM ledger_import WHERE id = ?',
        [id],
      );
    await eventually(row, ([found]) => (found?.rowsDone ?? 0) > 0 && found?.status === 'RUNNING', 90);
    await killed(child);
    expect(await row()).toMatchObject([{ status: 'RUNNING' }]);
    expect(await trainees()).toBe(before);

    // The lease protects a living process; this one is dead, and its time runs out.
    const leases = services.app.get(ImportLeases);
    expect(await leases.claim(id, 'too-early')).toBeNull();
    await query('UPDATE ledger_import SET lease_until = lease_until - INTERVAL ? MICROSECOND WHERE id = ?', [
      LEASE_MS * 1_000,
      id,
    ]);
    expect(await ledgers.stranded()).toEqual([id]);
    const ended = await perform(id);
    expect(ended).toMatchObject({ status: ImportStatus.IMPORTED, attempts: 2 });
    expect(await trainees()).toBe(before + TRAINEES - 2);
  }, 180_000);

  it('cannot end in a process that lost its lease', async () => {
    const id = await requested(await workbookFile('城市.xlsx', smallCity()));
    const imports = services.app.get(ImportsRepository);
    const now = new Date();
    expect(await imports.claim(id, 'first', now, now)).toBe(true);
    expect(await imports.claim(id, 'second', new Date(now.getTime() + 1), new Date(now.getTime() + LEASE_MS))).toBe(
      true,
    );
    const end = {
      status: ImportStatus.IMPORTED,
      counts: null,
      warnings: null,
      sheets: null,
      errorCount: 0,
      failureCode: null,
      rowsDone: 0,
      finishedAt: now,
    };
    await expect(services.app.get(UnitOfWork).run((tx) => imports.end(tx, id, 'first', end))).rejects.toThrow(
      'taken over',
    );
    expect(await query('SELECT status FROM ledger_import')).toEqual([{ status: 'RUNNING' }]);
  });

  it('wait again after a fault, and end as broken off when it comes back each time', async () => {
    const id = await requested(await workbookFile('城市.xlsx', smallCity()));
    // Two tables are away: no attempt can come to its end.
    await services.owner.query(
      'RENAME TABLE ledger_import_error TO ledger_import_error_away, agreement TO agreement_away',
    );
    try {
      for (const status of ['WAITING', 'WAITING', 'FAILED']) {
        await expect(perform(id)).rejects.toThrow();
        expect(await query('SELECT status FROM ledger_import')).toEqual([{ status }]);
      }
    } finally {
      await services.owner.query(
        'RENAME TABLE ledger_import_error_away TO ledger_import_error, agreement_away TO agreement',
      );
    }
    expect(await query('SELECT failure_code FROM ledger_import')).toEqual([
      { failure_code: 'LEDGER_IMPORT_BROKEN_OFF' },
    ]);
    expect(await query('SELECT id FROM school')).toEqual([]);
  });

  it('of a killed command line end as broken off', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    await query("UPDATE ledger_import SET status = 'RUNNING', lease_until = '2020-01-01'");
    expect(await ledgers.stranded()).toEqual([]);
    expect(await query('SELECT status, failure_code FROM ledger_import')).toEqual([
      { status: 'FAILED', failure_code: 'LEDGER_IMPORT_BROKEN_OFF' },
    ]);
  });
});

/** A process of its own that performs the import, from the same sources. */
function importingProcess(importId: number): ChildProcess {
  const support = path.resolve(__dirname, '../../../test/support/ledger-import-child.ts');
  const loader = path.resolve(__dirname, '../../platform/src/threads/run-typescript.cjs');
  const child = spawn(process.execPath, [loader, support, String(importId)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env },
  });
  return child;
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
