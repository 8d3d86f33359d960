import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { csvFile, idNumber, smallCity, workbookFile } from '../../../test/support/ledger-files';
import { actingAs, principalOf, tracesOf } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import { LEDGER_SHEETS } from './domain/sheets';
import { LedgerExportService } from './ledger-export.service';
import { GivenFile, LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';
import { openWorkbook } from './workbook';

describe('exporting ledgers', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;
  let exports: LedgerExportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
    exports = services.app.get(LedgerExportService);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  const bringIn = (...files: GivenFile[]) =>
    actingAs(SYSTEM_PRINCIPAL, () => ledgers.importNow(SYSTEM_PRINCIPAL, files, ImportMode.ALL_OR_NOTHING));
  const exported = async (principal = SYSTEM_PRINCIPAL): Promise<Buffer> => {
    const out = new PassThrough();
    const [content] = await Promise.all([
      buffer(out),
      actingAs(principal, () => exports.writeWorkbook(principal, out)),
    ]);
    return content;
  };
  const exportedCsvs = async (): Promise<GivenFile[]> => {
    const files: Promise<GivenFile>[] = [];
    await actingAs(SYSTEM_PRINCIPAL, () =>
      exports.writeCsvs(SYSTEM_PRINCIPAL, (sheet) => {
        const out = new PassThrough();
        files.push(buffer(out).then((content) => ({ fileName: `${sheet}.csv`, content })));
        return out;
      }),
    );
    return Promise.all(files);
  };
  const rowsOf = async (content: Buffer, sheetName: string): Promise<string[]> => {
    const workbook = await openWorkbook({ fileName: 'x.xlsx', content });
    const rows: string[] = [];
    for await (const sheet of workbook.sheets()) {
      for await (const batch of sheet.rows)
        if (sheet.sheetName === sheetName) rows.push(...batch.map((row) => JSON.stringify(row.cells)));
    }
    await workbook.close();
    return rows;
  };

  it('gives out what came in: export, import into an empty database, export again, byte for byte', async () => {
    const city = smallCity();
    (city['执行记录']?.[1] as unknown[])[5] = '=HYPERLINK("http://example.com")\n第二行，"引号"';
    // More majors and trainees, in an order that is not the export's.
    for (let n = 30; n > 0; n--) city['专业']?.push(['S2', `Z${n}`, `专业${n}`]);
    for (let n = 60; n > 2; n--) city['培训学员']?.push(['PX1', `学员${n}`, idNumber(n), null, '是']);
    expect((await bringIn(await workbookFile('城市.xlsx', city))).status).toBe(ImportStatus.IMPORTED);
    const first = await exported();
    const csvs = await exportedCsvs();
    expect(await exported()).toEqual(first);

    await services.empty();
    expect((await bringIn({ fileName: '导出.xlsx', content: first })).status).toBe(ImportStatus.IMPORTED);
    expect((await exported()).equals(first)).toBe(true);
    const again = await bringIn({ fileName: '导出.xlsx', content: first });
    expect(Object.values(again.counts ?? {}).every(({ created, updated }) => created + updated === 0)).toBe(true);

    await services.empty();
    expect(csvs.map(({ fileName }) => fileName)).toEqual(LEDGER_SHEETS.map(({ name }) => `${name}.csv`));
    expect((await bringIn(...csvs)).status).toBe(ImportStatus.IMPORTED);
    expect((await exported()).equals(first)).toBe(true);
  });

  it('masks personal numbers for everybody who signs in; such a copy is refused as an import', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    const masked = await exported(principalOf(Role.HR_BUREAU, { regionPrefix: '3204' }));
    expect((await rowsOf(masked, '培训学员')).join()).not.toContain(idNumber(1));
    expect((await rowsOf(masked, '培训学员'))[1]).toContain('320***********');
    expect((await rowsOf(masked, '学校'))[1]).toContain('138****5678');
    const back = await bringIn({ fileName: '隐去.xlsx', content: masked });
    const codes = (await ledgers.allErrors(SYSTEM_PRINCIPAL, back.id)).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['PHONE_MALFORMED', 'ID_NUMBER_INVALID']));
  });

  it('gives each principal the rows of their scope', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    const [own] = (await services.dataSource.query("SELECT id FROM school WHERE code = 'S2'")) as [{ id: number }];
    const school = await exported(principalOf(Role.SCHOOL, { regionPrefix: '3204', schoolId: own.id }));
    expect(await rowsOf(school, '学校')).toHaveLength(2);
    expect(await rowsOf(school, '企业')).toHaveLength(2);
    expect(await rowsOf(school, '培训学员')).toHaveLength(1);
    const district = await exported(principalOf(Role.HR_BUREAU, { regionPrefix: '320411' }));
    expect((await rowsOf(district, '学校'))[1]).toContain('S1');
    expect(await rowsOf(district, '班级')).toHaveLength(3);
    const nobody = exported(principalOf(Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId: 1 }));
    await expect(nobody).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('leaves out what has no place in a ledger: drafts and reversed records', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    await services.dataSource.query("UPDATE execution_record SET reversed_at = NOW() WHERE code = 'R1'");
    await services.dataSource.query("UPDATE agreement SET status = 'DRAFT', signed_on = NULL WHERE code = 'XY3'");
    const content = await exported();
    expect(await rowsOf(content, '执行记录')).toHaveLength(2);
    expect((await rowsOf(content, '协议')).join()).not.toContain('XY3');
  });

  it('is recorded in the audit', async () => {
    const { audit } = await tracesOf(services.dataSource, () => exported());
    expect(audit).toMatchObject([{ action: 'ledgers.export', details: { format: 'XLSX', personalInClear: true } }]);
  });

  it('gives out an empty template that goes in as it is, and with rows', async () => {
    const out = new PassThrough();
    const [content] = await Promise.all([buffer(out), exports.writeTemplate(SYSTEM_PRINCIPAL, out)]);
    const ended = await bringIn({ fileName: '模板.xlsx', content });
    expect(ended).toMatchObject({ status: ImportStatus.IMPORTED, rowsDone: 0, warnings: [] });
    expect(await rowsOf(content, '学校')).toEqual([expect.stringContaining('学校代码＊')]);
    const header = JSON.parse((await rowsOf(content, '学校'))[0] as string) as string[];
    const filled = await bringIn(csvFile('学校.csv', [header, ['S1', '示例学校', '', '320411', '', '']]));
    expect(filled.counts).toMatchObject({ 学校: { created: 1 } });
  });
});
