import { Workbook, type DataValidation } from 'exceljs';
import type { TemplateSheet } from '../raw-row';
import { readAll, written } from '../testing/hand-made-files';
import { writeTemplate } from './write-template';

// Generous, for machines that are busy with other things.
jest.setTimeout(30_000);

const many = Array.from({ length: 300 }, (_, i) => `3201${String(i).padStart(2, '0')}`);
const sheets: TemplateSheet[] = [
  {
    name: '学校',
    columns: [
      { title: '学校代码', format: 'text', required: true, note: '人社部门统一编排的代码' },
      { title: '区划代码', format: 'text', required: true, choices: { values: many, closed: true } },
      { title: '开班日期', format: 'date', required: false, width: 16 },
    ],
  },
  {
    name: '协议',
    columns: [
      { title: '协议类型', format: 'text', required: true, choices: { values: ['订单培养', '冠名班'], closed: false } },
      { title: '区划代码', format: 'text', required: false, choices: { values: many, closed: true } },
    ],
  },
];

async function load(content: Buffer) {
  const workbook = new Workbook();
  await workbook.xlsx.load(content as unknown as ArrayBuffer);
  return workbook;
}

describe('writeTemplate', () => {
  it('writes headers with ＊, notes, a frozen row, formats and widths', async () => {
    const workbook = await load(await written((out) => writeTemplate(sheets, out)));
    const sheet = workbook.getWorksheet('学校')!;
    expect(sheet.getRow(1).values).toEqual([undefined, '学校代码＊', '区划代码＊', '开班日期']);
    expect(sheet.getCell('A1').note).toBe('人社部门统一编排的代码');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.getColumn(1).numFmt).toBe('@');
    expect(sheet.getColumn(3)).toMatchObject({ numFmt: 'yyyy-mm-dd', width: 16 });
  });

  it('offers choices on every row: short lists inside, long ones once on a hidden sheet', async () => {
    const workbook = await load(await written((out) => writeTemplate(sheets, out)));
    const rule = (sheet: string, address: string): DataValidation =>
      workbook.getWorksheet(sheet)!.getCell(address).dataValidation;
    expect(rule('协议', 'A2')).toMatchObject({ type: 'list', formulae: ['"订单培养,冠名班"'], allowBlank: true });
    expect(rule('协议', 'A2').showErrorMessage).toBeFalsy();
    expect(rule('学校', 'B2')).toMatchObject({ formulae: ["'＿选项'!$A$1:$A$300"], showErrorMessage: true });
    expect(rule('协议', 'B1000')).toMatchObject({ formulae: ["'＿选项'!$A$1:$A$300"] });
    expect(workbook.getWorksheet('＿选项')!.state).toBe('veryHidden');
  });

  it('is read back as its sheets alone, and has the same bytes every time', async () => {
    const first = await written((out) => writeTemplate(sheets, out));
    expect(
      (await readAll({ fileName: '模板.xlsx', content: first })).map(({ name, rows }) => [name, rows.length]),
    ).toEqual([
      ['学校', 1],
      ['协议', 1],
    ]);
    jest.useFakeTimers({
      now: new Date('2031-05-05T10:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout'],
    });
    try {
      expect((await written((out) => writeTemplate(sheets, out))).equals(first)).toBe(true);
    } finally {
      jest.useRealTimers();
    }
  });
});
