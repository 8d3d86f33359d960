import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { actingAs, principalOf, tracesOf } from '../../../test/support/programme';
import { outcome } from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode } from './domain/import-status';
import { LedgerFilesService } from './ledger-files.service';
import { LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';
import { UploadPersonalData } from './persistence/upload-personal-data';

const NAME = '欧阳不存在';
const MIB = 1024 * 1024;

describe('uploaded files', () => {
  let services: TestServices;
  let files: LedgerFilesService;
  let imports: LedgerImportService;
  const clock = new FixedClock(new Date('2026-03-02T02:00:00Z'));
  const school = principalOf(Role.SCHOOL, { regionPrefix: '320411', organisationId: 12, schoolId: 1, membershipId: 5 });
  const other = { ...school, organisationId: 13 };

  beforeAll(async () => {
    // Small, so that a test need not write hundreds of megabytes.
    const quotas = { UPLOAD_QUOTA_MIB: '20', UPLOAD_KEPT_QUOTA_MIB: '64' };
    services = await startTestServices([IdentityModule, CataloguesModule, LedgersModule], clock, quotas);
    files = services.app.get(LedgerFilesService);
    imports = services.app.get(LedgerImportService);
  });
  beforeEach(async () => {
    clock.set(new Date('2026-03-02T02:00:00Z'));
    await services.empty();
  });
  afterAll(() => services.close());

  const query = <Row = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    services.dataSource.query(sql, params) as Promise<Row[]>;
  const upload = (content: Buffer, { by = school, name = '学员.csv', announced = content.length } = {}) =>
    actingAs(by, () =>
      files.storeUpload(by, () => Promise.resolve({ filename: name, file: pieces(content) }), announced),
    );
  async function* pieces(content: Buffer): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < content.length; at += MIB) yield await Promise.resolve(content.subarray(at, at + MIB));
  }
  const stored = async (): Promise<number> => {
    const [row] = await query<{ bytes: number | string }>(
      'SELECT COALESCE(SUM(byte_size), 0) AS bytes FROM ledger_file',
    );
    return Number(row?.bytes);
  };
  const later = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000));
  const identity = { personKey: 'k', phoneIndex: null, name: NAME };
  const erase = (): Promise<number> =>
    services.app
      .get(UnitOfWork)
      .run((tx) => services.app.get(UploadPersonalData).erase(tx, { identity, confirmedIds: [], pseudonym: 'p' }));
  const importOf = (fileId: number, by: Principal = school) =>
    actingAs(by, () => imports.request(by, [fileId], ImportMode.ALL_OR_NOTHING));
  const end = (importId: number) =>
    query("UPDATE ledger_import SET status = 'REFUSED', finished_at = NOW(6), sheets = ?, warnings = ? WHERE id = ?", [
      JSON.stringify([{ file: `${NAME}.csv`, sheet: '', headerRow: 1 }]),
      JSON.stringify([{ file: `${NAME}.csv`, sheet: '', column: null, message: `文件“${NAME}.csv”多一列` }]),
      importId,
    ]);
  /** Tables in which the name still stands. */
  const named = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const [table, texts] of [
      ['ledger_file', 'file_name'],
      ['ledger_import', "CONCAT_WS('', sheets, warnings)"],
      ['ledger_import_error', "CONCAT_WS('', file_name, value, message)"],
      ['audit_entry', "CONCAT_WS('', details, changes)"],
    ])
      if ((await query(`SELECT 1 FROM ${table} WHERE LOCATE(?, ${texts}) > 0`, [NAME])).length > 0)
        found.push(String(table));
    return found;
  };

  describe('and an erasure', () => {
    it('go with their names, when nobody imported them', async () => {
      await upload(Buffer.from('姓名,证件号码'), { name: `${NAME}-材料.csv` });
      later(61);
      expect(await erase()).toBe(1);
      expect([
        await named(),
        await query('SELECT id FROM ledger_file'),
        await query('SELECT * FROM ledger_file_chunk'),
      ]).toEqual([[], [], []]);
    });

    it('go as soon as their hour is over, when somebody may still be about to import them', async () => {
      await upload(Buffer.from('姓名'), { name: `${NAME}.csv` });
      later(10);
      expect(await erase()).toBe(0);
      later(49);
      await files.tidy();
      expect(await named()).toEqual(['ledger_file']);
      later(2);
      await files.tidy();
      expect([await named(), await query('SELECT * FROM ledger_file_chunk')]).toEqual([[], []]);
    });

    it('lose content and name in every list, when their import has ended', async () => {
      const { id } = await upload(Buffer.from('姓名'), { name: `${NAME}.csv` });
      const { id: importId } = await importOf(id);
      await end(importId);
      await query(
        "INSERT INTO ledger_import_error (import_id, file_name, sheet_name, value, code, message) VALUES (?, ?, '', ?, 'X', ?)",
        [importId, `${NAME}.csv`, NAME, `文件“${NAME}.csv”不是台账`],
      );
      expect(await named()).toEqual(['ledger_file', 'ledger_import', 'ledger_import_error']);
      await erase();
      expect([await named(), await query('SELECT * FROM ledger_file_chunk')]).toEqual([[], []]);
      const [file] = await query('SELECT file_name AS name, purged_at AS purgedAt FROM ledger_file');
      expect(file).toEqual({ name: `已删除的文件-${id}.csv`, purgedAt: clock.now() });
      expect(await erase()).toBe(0);
    });

    it('stay while an import needs them, and go when it has ended', async () => {
      const { id } = await upload(Buffer.from('姓名'), { name: `${NAME}.csv` });
      const { id: importId } = await importOf(id);
      await erase();
      await files.tidy();
      expect(await query('SELECT position FROM ledger_file_chunk')).toHaveLength(1);
      await end(importId);
      await files.tidy();
      expect([await named(), await query('SELECT position FROM ledger_file_chunk')]).toEqual([[], []]);
    });
  });

  it('have numbers of people masked in their names, and who gave the name is told', async () => {
    const { audit } = await tracesOf(services.dataSource, async () => {
      const file = await upload(Buffer.from('x'), { name: '13812345678-11010519491231002X.csv' });
      expect(file.fileName).toBe('138****5678-110***********002X.csv');
      expect(file.warnings).toHaveLength(1);
    });
    expect(JSON.stringify(audit)).not.toMatch(/13812345678|11010519491231002X/);
    expect(await query('SELECT file_name AS name FROM ledger_file')).toEqual([
      { name: '138****5678-110***********002X.csv' },
    ]);
    expect((await upload(Buffer.from('x'))).warnings).toEqual([]);
  });

  describe('take storage', () => {
    const eight = Buffer.alloc(8 * MIB, 'x');

    it('up to what an organisation may keep without importing it; the refusal says what is used and what to do', async () => {
      await upload(eight);
      await upload(eight);
      const refused = upload(eight);
      await expect(refused).rejects.toMatchObject({
        code: 'STORAGE_QUOTA_REACHED',
        details: { usedMiB: 16, limitMiB: 20, neededMiB: 8 },
      });
      await expect(refused).rejects.toThrow(/已占用 16 MiB，上限 20 MiB.*请先导入/);
      expect(await outcome(upload(eight, { by: other }))).toBe('OK');
      expect(await stored()).toBe(24 * MIB);
    });

    it('of the whole size announced from the beginning, and of 20 MiB where none is', async () => {
      await upload(Buffer.alloc(1), { announced: 20 * MIB });
      expect(await stored()).toBe(1);
      await upload(eight);
      expect(await outcome(upload(Buffer.alloc(1), { announced: 20 * MIB }))).toBe('STORAGE_QUOTA_REACHED');
      expect(await outcome(upload(Buffer.alloc(200_000), { announced: 100_000 }))).toBe('WORKBOOK_TOO_LARGE');
      expect(await stored()).toBe(8 * MIB + 1);
    });

    it('never more, however many upload at once', async () => {
      // Fewer fit than transactions run at a time.
      const answers = await Promise.all(Array.from({ length: 20 }, () => outcome(upload(Buffer.alloc(4 * MIB, 'x')))));
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(5);
      expect(answers.filter((answer) => answer === 'STORAGE_QUOTA_REACHED')).toHaveLength(15);
      expect(await stored()).toBe(20 * MIB);
    });

    it('counted for each file at least a little, so that nobody fills the table with empty ones', async () => {
      await query(
        `INSERT INTO ledger_file (organisation_id, file_name, byte_size, uploaded_at)
         SELECT 12, 'x.csv', 1, ? FROM (WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 320) SELECT i FROM n) m`,
        [clock.now()],
      );
      expect(await outcome(upload(Buffer.alloc(1)))).toBe('STORAGE_QUOTA_REACHED');
    });

    it('again once imported, up to what may be kept of all; and after a day, when nobody used them', async () => {
      for (let number = 0; number < 8; number++) {
        const { id } = await upload(eight);
        await end((await importOf(id)).id);
      }
      await expect(upload(eight)).rejects.toThrow(/保存期内的台账文件已占用 64 MiB/);
      await query('UPDATE ledger_file SET purged_at = NOW(6)');
      await upload(eight);
      await upload(eight);
      later(24 * 60 - 1);
      await files.tidy();
      expect(await outcome(upload(eight))).toBe('STORAGE_QUOTA_REACHED');
      later(2);
      await files.tidy();
      expect(await outcome(upload(eight))).toBe('OK');
    });

    it('is given back by an upload that breaks off', async () => {
      const breaking = async function* (): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(eight);
        throw new Error('connection lost');
      };
      const broken = actingAs(school, () =>
        files.storeUpload(school, () => Promise.resolve({ filename: 'x.csv', file: breaking() })),
      );
      expect(await outcome(broken)).toBe('connection lost');
      expect(await query('SELECT id FROM ledger_file')).toEqual([]);
    });
  });
});
