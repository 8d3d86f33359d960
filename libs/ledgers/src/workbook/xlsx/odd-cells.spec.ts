import { encode } from 'iconv-lite';
import { NOT_CALCULATED, PICTURE, type CellValue } from '../raw-row';
import { openWorkbook } from '../open-workbook';
import { cellsOf, readAll, relationshipsXml, stylesXml, xlsxParts, zipOf } from '../testing/hand-made-files';
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
    ['<c vm="1" t="e"><v>#VALUE!</v></c>', { error: PICTURE }],
    ['<c vm="1"><v>7</v></c>', 7],
    ['<c t="str"><f>_xlfn.DISPIMG("ID",1)</f><v>ID_0001</v></c>', { error: PICTURE }],
    ['<c><f>DISPIMG("ID",1)</f><v>0</v></c>', { error: PICTURE }],
    ['<c t="str"><f>@_xlfn.IMAGE("x")</f><v>x</v></c>', { error: PICTURE }],
    ['<c t="str"><f>IF(A1="",_xlfn.DISPIMG("ID",1),"甲")</f><v>甲</v></c>', '甲'],
    ['<c t="str"><f>MYIMAGE(A1)</f><v>甲</v></c>', '甲'],
    ['<c><f t="array" ref="A1:A2">A1*2</f><v>4</v></c>', 4],
    ['<c><f t="array" ref="A1:A2">A1*2</f><v></v></c>', { error: NOT_CALCULATED }],
    ['<c t="str"><f t="shared" si="0"/><v></v></c>', undefined],
    ['<c t="e"><f>B1</f><v>#N/A</v></c>', { error: '#N/A' }],
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
  it.each<[string, number, string | null | undefined]>([
    ['0000', 101, '0101'],
    ['0000', 12345, '12345'],
    ['0000', 0, '0000'],
    ['00000000;@', 1, '00000001'],
    ['000-000', 1234, '001-234'],
    ['"No."0000', 7, 'No.0007'],
    ['[$-804]00\\号', 7, '07号'],
    ['0000_ ', 101, '0101'],
    ['0000;-0000', 101, '0101'],
    ['0000;-0000;0', 0, undefined],
    ['0000;-0000;00', 0, '00'],
    ['0000;-0000;', 0, undefined],
    ['[$-804]0000', 101, '0101'],
    ['"A"0000', 101, 'A0101'],
    ['"A;B"000', 1, 'A;B001'],
    ['"S"0', 7, 'S7'],
    ['0"班"', 3, '3班'],
    ['[Red]000', 7, '007'],
    ['0000', 1.5, undefined],
    ['0000', -1, undefined],
    ['0000', 1e15, undefined],
    // Shown in some other way: a code nobody can tell.
    ['[>9999]00000;0000', 101, null],
    ['[DBNum1]00', 7, null],
    ['00%', 7, null],
    ['0,000', 7, null],
    ['0000.0', 7, null],
  ])('%s of %d is %s', (format, value, shown) => expect(paddedFormat(format)?.(value)).toBe(shown));

  it.each([
    '0',
    '0"人"',
    '0"年度"',
    '#,##0',
    '0.00',
    '0%',
    'General',
    'General"人"',
    '@',
    '0E+00',
    '##0.0E+0',
    '# ??/??',
    '0_);[Red](0)',
    '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    '¥#,##0.00',
  ])('%s pads nothing', (format) => expect(paddedFormat(format)).toBeNull());

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

describe('what nobody sees', () => {
  it('is told: hidden rows and columns', async () => {
    const sheet =
      '<worksheet><cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" hidden="0"/></cols><sheetData>' +
      '<row r="1" spans="1:5"><c><v>1</v></c></row><row r="2" hidden="1" spans="1:5"><c><v>2</v></c></row>' +
      '<row r="3" hidden="true"><c><v>3</v></c></row><row r="4" hidden="0"><c><v>4</v></c></row></sheetData></worksheet>';
    const workbook = await openWorkbook({
      fileName: 'a.xlsx',
      content: await zipOf(xlsxParts('', { 'xl/worksheets/sheet1.xml': sheet })),
    });
    for await (const { rows, isHiddenColumn } of workbook.sheets()) {
      for await (const batch of rows)
        expect(batch.map(({ hidden = false }) => hidden)).toEqual([false, true, true, false]);
      expect([0, 1, 2, 3, 4].map((column) => isHiddenColumn(column))).toEqual([false, true, true, false, false]);
    }
    await workbook.close();
  });
});

describe('parts', () => {
  const sheetXml = '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>';
  const withSheet = (target: string, name: string | null): Record<string, string | Buffer> => {
    const parts = xlsxParts('');
    delete parts['xl/worksheets/sheet1.xml'];
    parts['xl/_rels/workbook.xml.rels'] = relationshipsXml([['rId1', 'worksheet', target]]);
    return name === null ? parts : { ...parts, [name]: sheetXml };
  };

  it.each([
    ['worksheets/a.xml', 'xl/worksheets/a.xml'],
    ['/xl/worksheets/a.xml', 'xl/worksheets/A.XML'],
    ['./worksheets/./a.xml', 'xl/worksheets/a.xml'],
    ['../xl/worksheets/a.xml', 'xl/./worksheets/../worksheets/a.xml'],
    ['worksheets\\a.xml', 'xl\\worksheets\\a.xml'],
    ['/xl//worksheets/a.xml', 'xl/worksheets/a.xml'],
    ['worksheets/%E8%A1%A8%201.xml', 'xl/worksheets/表 1.xml'],
    ['worksheets/100%.xml', 'xl/worksheets/100%.xml'],
  ])('%s is found at %s', async (target, name) => {
    expect(await cellsOf(withSheet(target, 'NAME')).catch((error: { code: string }) => error.code)).toBe(
      'WORKBOOK_DAMAGED',
    );
    const zip = await renamed(withSheet(target, 'NAME'), Buffer.from(name));
    const [sheet] = await readAll({ fileName: 'a.xlsx', content: zip });
    expect(sheet!.rows.map(({ cells }) => cells)).toEqual([[1]]);
  });

  it('are found by names in GBK, as Chinese programs write them', async () => {
    const zip = await renamed(withSheet('worksheets/班级.xml', 'NAME'), encode('xl/worksheets/班级.xml', 'gbk'), 0);
    const [sheet] = await readAll({ fileName: 'a.xlsx', content: zip });
    expect(sheet!.rows.map(({ cells }) => cells)).toEqual([[1]]);
  });
});

/** The zip of these parts, with the bytes of a name for the part that is called NAME. */
async function renamed(parts: Record<string, string | Buffer>, name: Buffer, flags = 0x800): Promise<Buffer> {
  const stand = 'N'.repeat(name.length);
  const { NAME: content, ...others } = parts;
  const zip = await zipOf({ ...others, [stand]: content! });
  for (let at = zip.indexOf(stand); at >= 0; at = zip.indexOf(stand, at + 1)) {
    name.copy(zip, at);
    const isCentral = zip.readUInt32LE(at - 46) === 0x02014b50;
    zip.writeUInt16LE(flags, isCentral ? at - 46 + 8 : at - 30 + 6);
  }
  return zip;
}

describe('sheets', () => {
  it('without a part have no cells; the others are read', async () => {
    const parts = xlsxParts('<row><c><v>1</v></c></row>');
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
      '</sheets>',
      '<sheet name="宏" r:id=""/><sheet name="无" sheetId="7"/><sheet name="空" r:id="rId99"/>' +
        '<sheet name="失" r:id="rId4"/></sheets>',
    );
    parts['xl/_rels/workbook.xml.rels'] = String(parts['xl/_rels/workbook.xml.rels']).replace(
      '</Relationships>',
      '<Relationship Id="rId4" Type="x/worksheet" Target="worksheets/lost.xml"/></Relationships>',
    );
    const sheets = await readAll({ fileName: 'a.xlsx', content: await zipOf(parts) });
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['表', 1],
      ['宏', 0],
      ['无', 0],
      ['空', 0],
      ['失', 0],
    ]);
  });
});
