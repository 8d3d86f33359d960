import { NO_DICTIONARIES } from '../domain/cells/column-kind';
import { xlsxParts, zipOf } from '../workbook/testing/hand-made-files';
import { readLedgers } from './ledger-reader';

/** The good rows of one file, what was refused, and what was warned of. */
async function readFile(fileName: string, content: Buffer) {
  const read = { good: [] as unknown[], codes: [] as string[], warnings: [] as string[] };
  const request = { sources: [{ fileName, content }], dictionaries: NO_DICTIONARIES, rejected: new Set<string>() };
  for await (const message of readLedgers(request)) {
    if (message.kind === 'ROWS') {
      read.good.push(...message.good.map(([, values]) => values));
      read.codes.push(...message.bad.flatMap(({ faults }) => faults.map(({ code }) => code)));
    } else if (message.kind === 'WARNINGS') read.warnings.push(...message.warnings.map(({ message: text }) => text));
    else if (message.kind === 'REFUSED_SHEET') read.codes.push(message.error.code);
    else if (message.kind === 'REFUSED') read.codes.push(...message.errors.map(({ code }) => code));
  }
  return read;
}

const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\n'));
const MAJORS = csv('学校代码,专业代码,专业名称', 'S1,0101,数控');

describe('the name of a CSV', () => {
  it.each([
    '专业.csv',
    '台账-专业.csv',
    '台账.xlsx-专业.csv',
    '2025-2026-台账-专业.csv',
    '台账–专业.csv',
    '台账—专业.csv',
    '台账_专业.csv',
    '台账 专业.csv',
    '台账.专业.csv',
    '学校-专业.csv',
    '台账-专业 (1).csv',
    '台账-专业（2）.CSV',
  ])('says the sheet: %s', async (fileName) => {
    expect((await readFile(fileName, MAJORS)).good).toEqual([['S1', '0101', '数控']]);
  });

  it.each(['专业-台账.csv', '示例专业.csv', '专业设置.csv'])('says none: %s', async (fileName) => {
    expect((await readFile(fileName, MAJORS)).codes).toEqual(['UNKNOWN_SHEET']);
  });
});

describe('codes of a CSV', () => {
  it.each<[string, string | null]>([
    ['="0101"', '0101'],
    ['"=""0101"""', '0101'],
    ["'0101", '0101'],
    ['0101', '0101'],
    ['=0101', null],
    ["='0101", null],
    ["'=0101", null],
    ['="01"&"01"', null],
    ['1.01E+17', null],
  ])('%s is %s', async (written, code) => {
    const read = await readFile('专业.csv', csv('学校代码,专业代码,专业名称', `S1,${written},数控`));
    expect(read.good).toEqual(code === null ? [] : [['S1', code, '数控']]);
    expect(read.codes).toHaveLength(code === null ? 1 : 0);
  });
});

describe('what nobody sees', () => {
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const cells = (...values: string[]): string => values.map((value) => text(value)).join('');
  const fileOf = async (columns: string, state = ''): Promise<Buffer> => {
    const sheet =
      `<worksheet>${columns}<sheetData><row r="1" hidden="1">${cells('示例专业')}</row>` +
      `<row r="2">${cells('学校代码', '专业代码', '专业名称', '备注')}</row>` +
      `<row r="3" hidden="1">${cells('S1', '01', '数控')}</row><row r="4">${cells('S1', '02', '焊接')}</row>` +
      '</sheetData></worksheet>';
    const parts = xlsxParts('', { 'xl/worksheets/sheet1.xml': sheet });
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace('name="表"', `name="专业"${state}`);
    return zipOf(parts);
  };

  it('is read, and told', async () => {
    const read = await readFile('a.xlsx', await fileOf('<cols><col min="2" max="2" hidden="1"/></cols>'));
    expect(read.good).toHaveLength(2);
    expect(read.warnings).toEqual([
      expect.stringMatching('第 3 行是隐藏的，其中的内容也已读取'),
      expect.stringMatching('列“专业代码”是隐藏的，其中的内容也已读取'),
    ]);
  });

  it('is not told of columns that hold nothing of the ledger', async () => {
    const read = await readFile('a.xlsx', await fileOf('<cols><col min="4" max="16384" hidden="1"/></cols>'));
    expect(read.warnings).toEqual([expect.stringMatching('第 3 行')]);
  });

  it.each(['hidden', 'veryHidden'])('is read of a sheet that is %s, and told', async (state) => {
    const read = await readFile('a.xlsx', await fileOf('', ` state="${state}"`));
    expect(read.good).toHaveLength(2);
    expect(read.warnings[0]).toMatch('工作表“专业”是隐藏的，其中的内容也已读取');
  });
});
