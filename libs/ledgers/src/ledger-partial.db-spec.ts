import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { buffer } from 'node:stream/consumers';
import { csvFile, smallCity, uscc, workbookFile } from '../../../test/support/ledger-files';
import { actingAs } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { LedgerFilesService } from './ledger-files.service';
import { GivenFile, LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';
import type { LedgerImport } from './persistence/ledger-import.entity';
import { CellValue, openWorkbook } from './workbook';

function textOf(cell: CellValue): string {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell);
  if ('date' in cell) return cell.date;
  return 'error' in cell ? cell.error : (cell.shown ?? String(cell.number));
}

describe('bad rows of an import', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;
  let files: LedgerFilesService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
    files = services.app.get(LedgerFilesService);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  const bringIn = (mode: ImportMode, ...given: GivenFile[]): Promise<LedgerImport> =>
    actingAs(SYSTEM_PRINCIPAL, () => ledgers.importNow(SYSTEM_PRINCIPAL, given, mode));
  const errorsOf = (ended: LedgerImport): Promise<LedgerError[]> => ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id);
  const codes = async (sql: string): Promise<string[]> =>
    ((await services.dataSource.query(sql)) as { code: string }[]).map(({ code }) => code);
  /** Sheet name → its rows, the cells as text. */
  const sheetsOf = async (content: Buffer): Promise<Record<string, string[][]>> => {
    const workbook = await openWorkbook({ fileName: 'x.xlsx', content });
    const found: Record<string, string[][]> = {};
    for await (const sheet of workbook.sheets()) {
      const rows: string[][] = [];
      for await (const batch of sheet.rows) rows.push(...batch.map(({ cells }) => cells.map((cell) => textOf(cell))));
      found[sheet.sheetName] = rows;
    }
    await workbook.close();
    return found;
  };

  it('stay out on request, with everything that refers to them; the good rows land', async () => {
    const city = smallCity();
    (city['学校']?.[2] as unknown[])[3] = '常州';
    const ended = await bringIn(ImportMode.PARTIAL, await workbookFile('城市.xlsx', city));
    expect(ended.status).toBe(ImportStatus.PARTLY_IMPORTED);
    expect(await codes('SELECT code FROM school')).toEqual(['S1']);
    expect(await codes('SELECT code FROM agreement ORDER BY code')).toEqual(['XY1', 'XY2']);
    expect(ended.counts).toMatchObject({
      学校: { created: 1, rejected: 1 },
      学校层次: { created: 2, rejected: 1 },
      班级: { created: 2, rejected: 1 },
      在校生: { created: 2, rejected: 1 },
      协议: { created: 2, rejected: 1 },
      培训学员: { created: 2, rejected: 0 },
    });
    expect((await errorsOf(ended)).map(({ sheet, row, code }) => [sheet, row, code])).toEqual([
      ['学校', 3, 'CODE_MALFORMED'],
      ['学校层次', 4, 'REFERENCED_ROW_REJECTED'],
      ['专业', 4, 'REFERENCED_ROW_REJECTED'],
      ['班级', 4, 'REFERENCED_ROW_REJECTED'],
      ['在校生', 4, 'REFERENCED_ROW_REJECTED'],
      ['协议', 4, 'REFERENCED_ROW_REJECTED'],
    ]);
  });

  it('come back as a workbook of bad rows alone, which goes in once it is mended', async () => {
    const city = smallCity();
    (city['学校']?.[2] as unknown[])[3] = '常州';
    const ended = await bringIn(ImportMode.PARTIAL, await workbookFile('城市.xlsx', city));
    const copy = await buffer(await files.errorWorkbook(ended));
    const sheets = await sheetsOf(copy);
    expect(Object.keys(sheets)).toEqual(['学校', '学校层次', '专业', '班级', '在校生', '协议']);
    expect(sheets['学校']).toHaveLength(2);
    expect(sheets['学校']?.[0]?.at(-1)).toBe('错误');
    expect(sheets['学校']?.[1]?.at(-1)).toContain('区划代码');

    const mended = Object.fromEntries(
      Object.entries(sheets).map(([name, rows]) => [
        name,
        rows.map((row) => row.map((cell) => (cell === '常州' ? '320412' : cell))),
      ]),
    );
    const second = await bringIn(ImportMode.ALL_OR_NOTHING, await workbookFile('改正.xlsx', mended));
    expect(await errorsOf(second)).toEqual([]);
    expect(second.status).toBe(ImportStatus.IMPORTED);
    expect(await codes('SELECT code FROM school ORDER BY code')).toEqual(['S1', 'S2']);
  });

  it('that contradict each other stay out together, though the first was read long before the second', async () => {
    const rows = Array.from({ length: 2_500 }, (_, n) => ['S1', `M${n}`, `专业${n}`]);
    const majors = csvFile('专业.csv', [
      ['学校代码', '专业代码', '专业名称'],
      ['S1', 'M9999', '甲'],
      ...rows,
      ['S1', 'M9999', '乙'],
    ]);
    const school = csvFile('学校.csv', [
      ['学校代码', '学校名称', '区划代码'],
      ['S1', '示例学校', '320411'],
    ]);
    const ended = await bringIn(ImportMode.PARTIAL, school, majors);
    expect(ended.counts).toMatchObject({ 专业: { created: 2_500, rejected: 2 } });
    expect((await errorsOf(ended)).map(({ row, code }) => [row, code])).toEqual([
      [2, 'DUPLICATE_KEY'],
      [2_503, 'DUPLICATE_KEY'],
    ]);
    expect(await codes("SELECT code FROM school_major WHERE code = 'M9999'")).toEqual([]);
  });

  it('that leave nothing good are a refusal in either mode', async () => {
    const file = csvFile('学校.csv', [
      ['学校代码', '学校名称', '区划代码'],
      ['S1', '', '320411'],
    ]);
    expect((await bringIn(ImportMode.PARTIAL, file)).status).toBe(ImportStatus.REFUSED);
  });

  it('cannot be told apart in a file that breaks off: nothing lands, not even on request', async () => {
    const good = csvFile('学校.csv', [
      ['学校代码', '学校名称', '区划代码'],
      ['S1', '示例', '320411'],
    ]);
    const ended = await bringIn(ImportMode.PARTIAL, good, {
      fileName: '坏.xlsx',
      content: Buffer.from('PK\u0003\u0004'),
    });
    expect(ended.status).toBe(ImportStatus.REFUSED);
    expect(await codes('SELECT code FROM school')).toEqual([]);
  });

  it('are marked in a copy of the whole workbook after a refusal', async () => {
    const city = smallCity();
    (city['教师挂职']?.[1] as unknown[])[4] = uscc(999);
    city['食堂'] = [['菜名'], ['面']];
    const ended = await bringIn(ImportMode.ALL_OR_NOTHING, await workbookFile('城市.xlsx', city));
    const sheets = await sheetsOf(await buffer(await files.errorWorkbook(ended)));
    expect(Object.keys(sheets)).toEqual(Object.keys(city));
    expect(sheets['教师挂职']?.[1]?.at(-1)).toContain('没有这个企业');
    expect(sheets['食堂']?.[0]?.join()).toContain('没有名为“食堂”的台账');
    expect(sheets['学校']).toHaveLength(3);
  });

  it('are none: there is no such copy', async () => {
    const ended = await bringIn(ImportMode.ALL_OR_NOTHING, await workbookFile('城市.xlsx', smallCity()));
    await expect(files.errorWorkbook(ended)).rejects.toMatchObject({ code: 'LEDGER_ERROR_WORKBOOK_NONE' });
  });
});
