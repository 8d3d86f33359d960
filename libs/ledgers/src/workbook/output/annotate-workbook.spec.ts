import type { SheetErrors, WorkbookFile } from '../raw-row';
import { readAll, stylesXml, written, xlsxParts, zipOf } from '../testing/hand-made-files';
import { annotateWorkbook } from './annotate-workbook';

const errors = (fileName: string, sheetName: string, more: Partial<SheetErrors>): SheetErrors => ({
  fileName,
  sheetName,
  headerRowNumber: 3,
  rowErrors: new Map(),
  ...more,
});

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;

async function xlsxFile(fileName: string, more = ''): Promise<WorkbookFile> {
  const sheetData =
    `<row r="1">${text('某市台账')}</row>` +
    `<row r="3">${text('代码')}${text('日期')}${more}</row>` +
    `<row r="5">${text('X01')}<c s="1"><v>45658</v></c></row>` +
    `<row r="6"><c t="e"><v>#REF!</v></c><c/><c/><c><v>5</v></c></row>`;
  return { fileName, content: await zipOf(xlsxParts(sheetData, { 'xl/styles.xml': stylesXml([0, 14]) })) };
}

const annotate = async (files: WorkbookFile[], list: SheetErrors[], rows: 'all' | 'bad' = 'all') => {
  const content = await written((out) => annotateWorkbook(files, list, out, { rows }));
  return readAll({ fileName: 'out.xlsx', content });
};

describe('annotateWorkbook', () => {
  it('keeps every row at its number and adds the column behind the widest row', async () => {
    const rowErrors = new Map([
      [6, ['第一列是公式错误。', '缺少日期。']],
      [8, ['此行不存在。']],
    ]);
    const [sheet] = await annotate([await xlsxFile('a.xlsx')], [errors('a.xlsx', '表', { rowErrors })]);
    expect(sheet).toEqual({
      name: '表',
      rows: [
        { rowNumber: 1, cells: ['某市台账'] },
        { rowNumber: 3, cells: ['代码', '日期', null, null, '错误'] },
        { rowNumber: 5, cells: ['X01', { date: '2025-01-01' }] },
        { rowNumber: 6, cells: ['#REF!', null, null, 5, '第一列是公式错误。\n缺少日期。'] },
        { rowNumber: 8, cells: [null, null, null, null, '此行不存在。'] },
      ],
    });
  });

  it('uses the 错误 column of an earlier copy again and clears it', async () => {
    const file = await xlsxFile('a.xlsx', text('错误'));
    const rowErrors = new Map([[5, ['还是不对。']]]);
    const [sheet] = await annotate([file], [errors('a.xlsx', '表', { rowErrors })]);
    expect(sheet!.rows.map(({ cells }) => cells)).toEqual([
      ['某市台账'],
      ['代码', '日期', '错误'],
      ['X01', { date: '2025-01-01' }, '还是不对。'],
      ['#REF!', null, null, 5],
    ]);
  });

  it('shows what concerns a whole sheet beside its header, or in row 1', async () => {
    const files = [await xlsxFile('a.xlsx'), { fileName: '未知.csv', content: Buffer.from('甲,乙\n1,2\n') }];
    const [known, unknown] = await annotate(files, [
      errors('a.xlsx', '表', { sheetErrors: ['缺少必填列“学校名称”。'] }),
      errors('未知.csv', '未知', { headerRowNumber: null, sheetErrors: ['不认识的工作表。'] }),
    ]);
    expect(known!.rows[1]!.cells[4]).toBe('错误\n缺少必填列“学校名称”。');
    expect(unknown).toEqual({
      name: '未知',
      rows: [
        { rowNumber: 1, cells: ['甲', '乙', '不认识的工作表。'] },
        { rowNumber: 2, cells: ['1', '2'] },
      ],
    });
  });

  it('with "bad" keeps the header and the rows with errors, and leaves out sheets without', async () => {
    const files = [{ fileName: '好.csv', content: Buffer.from('甲\n1\n') }, await xlsxFile('a.xlsx')];
    const list = [errors('a.xlsx', '表', { rowErrors: new Map([[6, ['不对。']]]) })];
    expect(await annotate(files, list, 'bad')).toEqual([
      {
        name: '表',
        rows: [
          { rowNumber: 1, cells: ['代码', '日期', null, null, '错误'] },
          { rowNumber: 2, cells: ['#REF!', null, null, 5, '不对。'] },
        ],
      },
    ]);
  });

  it('tells sheets of one name in two files apart', async () => {
    const files = [await xlsxFile('a.xlsx'), await xlsxFile('b.xlsx')];
    const sheets = await annotate(files, [errors('b.xlsx', '表', { rowErrors: new Map([[5, ['乙。']]]) })]);
    expect(sheets.map(({ name, rows }) => [name, rows.at(2)!.cells.length])).toEqual([
      ['表', 2],
      ['表 (2)', 5],
    ]);
  });

  it('cuts what a cell cannot hold', async () => {
    const rowErrors = new Map([[5, ['错'.repeat(40_000)]]]);
    const [sheet] = await annotate([await xlsxFile('a.xlsx')], [errors('a.xlsx', '表', { rowErrors })]);
    expect(sheet!.rows[2]!.cells[4]).toMatch(/^错{32766}…$/);
  });

  it('fails as reading fails, when the second file is broken', async () => {
    const files = [await xlsxFile('a.xlsx'), { fileName: 'b.xlsx', content: Buffer.from('PK\x03\x04', 'latin1') }];
    await expect(annotate(files, [])).rejects.toMatchObject({ code: 'WORKBOOK_DAMAGED' });
  });
});
