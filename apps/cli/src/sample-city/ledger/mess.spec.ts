import { CellValue, Workbook, Worksheet } from 'exceljs';
import { decode } from 'iconv-lite';
import { LedgerFile, sampleCityFiles } from '../sample-city';

interface SheetView {
  readonly rows: readonly (readonly CellValue[])[];
  readonly merged: boolean;
}

const sheets: SheetView[] = [];
const csv = new Map<string, Buffer>();

beforeAll(async () => {
  for await (const file of sampleCityFiles({ asOf: '2026-11-22', seed: 5 })) await look(file);
}, 60_000);

async function look({ name, content }: LedgerFile): Promise<void> {
  if (name.endsWith('.csv')) {
    csv.set(name, content);
    return;
  }
  const workbook = new Workbook();
  await workbook.xlsx.load(
    content.buffer.slice(content.byteOffset, content.byteOffset + content.length) as ArrayBuffer,
  );
  sheets.push(...workbook.worksheets.map(view));
}

function view(worksheet: Worksheet): SheetView {
  const rows = Array.from({ length: worksheet.rowCount }, (_, index) =>
    Array.from({ length: worksheet.columnCount }, (_, column) => worksheet.getCell(index + 1, column + 1).value),
  );
  return { rows, merged: worksheet.getCell(1, 1).isMerged };
}

const headers = (): string[] =>
  sheets.flatMap(({ rows, merged }) => (rows[merged ? 1 : 0] ?? []).filter((value) => value !== null).map(String));
const cells = (): CellValue[] => sheets.flatMap(({ rows }) => rows.slice(2).flat());
const texts = (): string[] => cells().filter((value) => typeof value === 'string');

describe('the mess in the workbooks', () => {
  it('has merged title rows, and sheets without', () => {
    expect(new Set(sheets.map(({ merged }) => merged))).toEqual(new Set([true, false]));
    const titles = sheets.filter(({ merged }) => merged).map(({ rows }) => String(rows[0]?.[0]));
    expect(titles.every((title) => title.includes('示例数据'))).toBe(true);
  });

  it.each([
    ['a full-width mark', /＊$/],
    ['an ASCII mark', /\*$/],
    ['spaces', /^ .+ .+ $/],
    ['a wide space', /\u3000/],
    ['a remark in full-width brackets', /（.+）/],
    ['no decoration', /^学校代码$/],
  ])('has headers with %s', (_, shape) => {
    expect(headers().filter((header) => shape.test(header))).not.toEqual([]);
  });

  it.each([
    ['2025-03-01', /^\d{4}-\d{2}-\d{2}$/],
    ['2025/3/1', /^\d{4}\/\d{1,2}\/\d{1,2}$/],
    ['2025.3.1', /^\d{4}\.\d{1,2}\.\d{1,2}$/],
    ['2025年3月1日', /^\d{4}年\d{1,2}月\d{1,2}日$/],
    ['20250301', /^20\d{6}$/],
  ])('has dates as text like %s', (_, shape) => {
    expect(texts().filter((text) => shape.test(text)).length).toBeGreaterThan(20);
  });

  it('has dates as Excel dates and as the number 20250301', () => {
    const all = cells();
    expect(all.filter((value) => value instanceof Date).length).toBeGreaterThan(1_000);
    const numbers = all.filter((value) => typeof value === 'number' && value > 20_000_101 && value < 20_991_231);
    expect(numbers.length).toBeGreaterThan(100);
  });

  it.each([
    ['text', /^\d{1,3}$/],
    ['full-width digits', /^[０-９]+$/],
    ['thousands separators', /^\d{1,3},\d{3}$/],
  ])('has numbers as %s', (_, shape) => {
    expect(texts().filter((text) => shape.test(text))).not.toEqual([]);
  });

  it.each(['是', '√', 'Y', '1', '否'])('has answers written %s', (answer) => {
    expect(texts()).toContain(answer);
  });

  it('has codes both as text and as numbers, and credit codes always as text', () => {
    expect(cells()).toEqual(expect.arrayContaining(['3204901', 3204904, 320411]));
    expect(texts().filter((text) => /^91\d{6}XB[0-9A-Z]{8}$/.test(text)).length).toBeGreaterThan(500);
  });

  it('keeps leading zeros of the codes that have them', () => {
    expect(texts()).toEqual(expect.arrayContaining(['01', '02']));
  });

  it.each(['三级', '高级工', '技师', '二级'])('has grades written %s', (grade) => {
    expect([...texts(), ...decode(content('企业培训.csv'), 'utf8').split(/[,\r\n]+/)]).toContain(grade);
  });

  it('has several kinds and majors in one cell, and a partner of each kind', () => {
    expect(texts().some((text) => /^紧密型合作、联合培养$/.test(text))).toBe(true);
    expect(texts().some((text) => /^\d{2}、\d{2}/.test(text))).toBe(true);
    expect(texts()).toEqual(expect.arrayContaining(['企业', '行业协会', '产业集群']));
  });

  it('has blank rows between others and a last row 合计 with a formula', () => {
    const blank = sheets.filter(({ rows }) => rows.slice(3, -1).some((row) => row.every((value) => value === null)));
    expect(blank.length).toBeGreaterThan(5);
    const totals = sheets.map(({ rows }) => rows.at(-1) ?? []).filter(([first]) => first === '合计');
    expect(totals.length).toBeGreaterThan(5);
    const formulas = totals.flat().filter((value) => typeof value === 'object' && value !== null && 'formula' in value);
    expect(formulas).not.toEqual([]);
  });
});

describe('the mess in the CSVs', () => {
  it('is GB18030 with characters beyond GBK', () => {
    const trainees = content('培训学员.csv');
    expect(decode(trainees, 'utf8')).toContain('\ufffd');
    expect(decode(trainees, 'gb18030')).toMatch(/^培训编号,姓名,证件号码/);
    expect(decode(trainees, 'gb18030')).toMatch(/[䶮㐂𬭚𬱖]/u);
    expect(decode(trainees, 'gb18030').trimEnd()).toMatch(/合计,,,,$/);
  });

  it('is UTF-8 with and without a byte order mark', () => {
    expect(content('企业培训.csv').subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(content('机构成员.csv').subarray(0, 3)).toEqual(Buffer.from('示'));
  });

  it('has a title row, blank rows and both line breaks', () => {
    expect(decode(content('机构成员.csv'), 'utf8')).toMatch(/^示例市机构成员汇总.*\n学校代码\*/);
    expect(decode(content('培训学员.csv'), 'gb18030')).toMatch(/\r\n,,,,\r\n/);
  });
});

function content(name: string): Buffer {
  return csv.get(name) as Buffer;
}
