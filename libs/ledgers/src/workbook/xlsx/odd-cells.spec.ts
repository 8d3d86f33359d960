import { NOT_CALCULATED, PICTURE, type CellValue } from '../raw-row';
import { openWorkbook } from '../open-workbook';
import { cellsOf, readAll, stylesXml, xlsxParts, zipOf } from '../testing/hand-made-files';
import { paddedFormat } from './padded-numbers';

const first = async (cell: string, formats: readonly (number | string)[] = []): Promise<CellValue | undefined> => {
  const [row] = await cellsOf(xlsxParts(`<row>${cell}</row>`, { 'xl/styles.xml': stylesXml(formats) }));
  return row?.[0];
};

describe('formulas', () => {
  it.each<[string, string]>([
    ['an empty value', '<c><f>20+25</f><v/></c>'],
    ['an empty value with both tags', '<c><f>20+25</f><v></v></c>'],
    ['white space', '<c><f>20+25</f><v> </v></c>'],
    ['no value', '<c><f>20+25</f></c>'],
    ['no value, shared', '<c><f t="shared" si="0"/></c>'],
    ['no value, as text', '<c t="str"><f>A1</f></c>'],
    ['an empty number of a string', '<c t="s"><f>A1</f><v/></c>'],
    ['an empty truth', '<c t="b"><f>A1</f><v/></c>'],
    ['an empty date', '<c t="d"><f>A1</f><v/></c>'],
    ['an empty error', '<c t="e"><f>A1</f><v/></c>'],
  ])('without result are never an empty cell: %s', async (_what, cell) => {
    expect(await first(cell)).toEqual({ error: NOT_CALCULATED });
  });

  it.each<[string, CellValue | undefined]>([
    ['<c t="str"><f>""</f><v></v></c>', undefined],
    ['<c t="str"><f>"0101"</f><v>0101</v></c>', '0101'],
    ['<c><f>1</f><v>0</v></c>', 0],
    ['<c t="str"><f>_xlfn.DISPIMG("ID",1)</f><v>=DISPIMG("ID",1)</v></c>', { error: PICTURE }],
    ['<c t="e"><f>_xlfn.DISPIMG("ID",1)</f><v>#NAME?</v></c>', { error: PICTURE }],
    ['<c t="e"><f>_xlfn.IMAGE("x")</f><v>#VALUE!</v></c>', { error: PICTURE }],
    ['<c t="e" vm="1"><v>#VALUE!</v></c>', { error: PICTURE }],
  ])('%s', async (cell, value) => expect(await first(cell)).toEqual(value));
});

describe('inline strings', () => {
  it.each<[string, CellValue]>([
    ['<c t="inlineStr"><v>1.0</v><is><r><t>1.</t></r></is></c>', '1.'],
    ['<c t="inlineStr"><is><r><t>1</t></r><r><t>.</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is><v>7</v></c>', '1.'],
    ['<c t="inlineStr"><v>1.0</v></c>', '1.0'],
    ['<c><is><t>甲</t></is></c>', '甲'],
    ['<c t="n"><v>5</v><is><t>甲</t></is></c>', 5],
  ])('%s', async (cell, value) => expect(await first(cell)).toBe(value));
});

describe('numbers padded with zeros', () => {
  it.each<[string, number, string | null]>([
    ['0000', 101, '0101'],
    ['0000', 12345, '12345'],
    ['0000', 0, '0000'],
    ['00000000;@', 1, '00000001'],
    ['000-000', 1234, '001-234'],
    ['"No."0000', 7, 'No.0007'],
    ['[$-804]00\\号', 7, '07号'],
    ['0000', 1.5, null],
    ['0000', -1, null],
    ['0000', 1e15, null],
  ])('%s of %d is %s', (format, value, shown) => expect(paddedFormat(format)?.(value)).toBe(shown));

  it.each(['0', '0"人"', '#,##0', '0.00', '00%', 'General', '@', '0E+00', '# ??/??', '[DBNum1]00', '[>9]00;0'])(
    '%s pads nothing',
    (format) => expect(paddedFormat(format)).toBeNull(),
  );

  it('say both their value and what the sheet shows', async () => {
    expect(await first('<c s="0"><v>101</v></c>', ['0000'])).toEqual({ number: 101, shown: '0101' });
    expect(await first('<c s="0"><v>45901</v></c>', ['yyyy/mm/dd'])).toEqual({ date: '2025-09-01' });
  });
});

describe('merged cells', () => {
  it('are found behind the rows, also where a chunk breaks off', async () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => `<row r="${i + 1}"><c><v>${i}</v></c></row>`).join('');
    const refs = Array.from({ length: 9_000 }, (_, i) => `<x:mergeCell  ref='B${i + 1}:AA${i + 1}' />`).join('');
    const sheet = `<x:worksheet><x:sheetData>${rows}</x:sheetData><x:mergeCells>${refs}</x:mergeCells></x:worksheet>`;
    const workbook = await openWorkbook({
      fileName: 'a.xlsx',
      content: await zipOf(xlsxParts('', { 'xl/worksheets/sheet1.xml': sheet })),
    });
    for await (const { merges } of workbook.sheets()) {
      const found = await merges();
      expect(found).toHaveLength(9_000);
      expect(found[4_000]).toEqual({ top: 4_001, bottom: 4_001, left: 1, right: 26 });
    }
    await workbook.close();
  });
});

describe('sheets', () => {
  it('without a part have no cells; the others are read', async () => {
    const parts = xlsxParts('<row><c><v>1</v></c></row>');
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
      '</sheets>',
      '<sheet name="宏" r:id=""/><sheet name="无" sheetId="7"/><sheet name="空" r:id="rId99"/></sheets>',
    );
    const sheets = await readAll({ fileName: 'a.xlsx', content: await zipOf(parts) });
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['表', 1],
      ['宏', 0],
      ['无', 0],
      ['空', 0],
    ]);
  });
});
