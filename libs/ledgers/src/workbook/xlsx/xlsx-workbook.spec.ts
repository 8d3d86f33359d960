import { Workbook } from 'exceljs';
import { countRows, openWorkbook } from '../open-workbook';
import type { CellValue } from '../raw-row';
import {
  cellsOf,
  MAIN_NAMESPACE,
  readAll,
  relationshipsXml,
  stylesXml,
  xlsxParts,
  zipOf,
} from '../testing/hand-made-files';

/** The values of one row of hand-written cells. */
async function row(cells: string, more: Record<string, string> = {}): Promise<readonly CellValue[]> {
  const rows = await cellsOf(xlsxParts(`<row r="1">${cells}</row>`, more));
  return rows[0] ?? [];
}

const strings = (items: string) => ({
  'xl/sharedStrings.xml': `<sst xmlns="${MAIN_NAMESPACE}">${items}</sst>`,
});

describe('cell values', () => {
  it('reads numbers, booleans, errors and texts', async () => {
    const cells =
      '<c r="A1"><v>42</v></c><c r="B1"><v>-3.5</v></c><c r="C1" t="n"><v>1.5E-3</v></c><c r="D1" t="b"><v>1</v></c>' +
      '<c r="E1" t="b"><v>0</v></c><c r="F1" t="e"><v>#DIV/0!</v></c><c r="G1" t="str"><v>甲&amp;乙</v></c>' +
      '<c r="H1"><v>320106199001011230</v></c>';
    expect(await row(cells)).toEqual([
      42,
      -3.5,
      0.0015,
      true,
      false,
      { error: '#DIV/0!' },
      '甲&乙',
      Number('320106199001011230'),
    ]);
  });

  it('reads shared strings: plain, rich, with phonetic guides, with escapes, empty', async () => {
    const sst = strings(
      '<si><t>纯文本</t></si>' +
        '<si><r><t>富</t></r><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve"> 文本</t></r></si>' +
        '<si><t>課</t><rPh sb="0" eb="1"><t>か</t></rPh><phoneticPr fontId="1"/></si>' +
        '<si><t>行一_x000D_\n行二_x005F_x0041_</t></si><si><t/></si><si/>',
    );
    const cells = [0, 1, 2, 3, 4, 5].map((i) => `<c t="s"><v>${i}</v></c>`).join('') + '<c t="s"><v> 0 </v></c>';
    expect(await row(cells, sst)).toEqual(['纯文本', '富 文本', '課', '行一\r\n行二_x0041_', null, null, '纯文本']);
  });

  it('reads inline strings, rich ones too, without their phonetic guides', async () => {
    const cells =
      '<c t="inlineStr"><is><t>直接</t></is></c>' +
      '<c t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>' +
      '<c t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c><c t="inlineStr"><is/></c><c><v>1</v></c>';
    expect(await row(cells)).toEqual(['直接', '甲乙', 'a<b', null, 1]);
  });

  it('takes a formula’s saved result, and says when there is none', async () => {
    const cells =
      '<c><f>A2+1</f><v>7</v></c><c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c t="str"><f>""</f><v></v></c>' +
      '<c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>SUM(A:A)</f></c><c t="b"><f>TRUE()</f><v>1</v></c>';
    expect(await row(cells)).toEqual([7, 'ab', null, { error: '#DIV/0!' }, { error: '#CALC!' }, true]);
  });

  it('shows as dates the numbers that have a date format', async () => {
    const styles = { 'xl/styles.xml': stylesXml([0, 14, 31, 'yyyy"年"m"月"d"日";@', '0.00', 21, '[h]:mm']) };
    const cells = [0, 1, 2, 3, 4, 5, 6].map((s) => `<c s="${s}"><v>45658.75</v></c>`).join('');
    const date = { date: '2025-01-01' };
    expect(await row(cells, styles)).toEqual([45658.75, date, date, date, 45658.75, 45658.75, 45658.75]);
  });

  it('leaves a number a number where its date format shows no day that exists', async () => {
    const styles = { 'xl/styles.xml': stylesXml([14]) };
    expect(await row('<c s="0"><v>60</v></c><c s="0"><v>0</v></c><c s="0"><v>-5</v></c>', styles)).toEqual([60, 0, -5]);
  });

  it.each(['1', 'true'])('counts days from 1904 where the workbook says so (date1904="%s")', async (flag) => {
    const parts = xlsxParts('<row><c s="0"><v>44196</v></c></row>', { 'xl/styles.xml': stylesXml([14]) });
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
      '<sheets>',
      `<workbookPr date1904="${flag}"/><sheets>`,
    );
    expect(await cellsOf(parts)).toEqual([[{ date: '2025-01-01' }]]);
  });

  it('reads ISO dates of the strict format', async () => {
    const cells = '<c t="d"><v>2025-03-01</v></c><c t="d"><v>2025-03-01T08:30:00Z</v></c><c t="d"><v>soon</v></c>';
    expect(await row(cells)).toEqual([{ date: '2025-03-01' }, { date: '2025-03-01' }, 'soon']);
  });

  it('joins a value that comments or CDATA cut into pieces', async () => {
    const cells = '<c><v>1<!-- x -->2</v></c><c t="str"><v>a<![CDATA[b]]>c</v></c><c t="s"><v>0<!-- -->1</v></c>';
    expect(await row(cells, strings('<si><t>零</t></si><si><t>一</t></si>'))).toEqual([12, 'abc', '一']);
  });
});

describe('rows and columns', () => {
  it('keeps Excel’s row numbers, leaves holes null, cuts trailing empties and blank rows', async () => {
    const sheetData =
      '<row r="2"><c r="B2"><v>1</v></c><c r="E2"><v>2</v></c><c r="F2" s="1"/></row>' +
      '<row r="3"><c r="A3" s="1"/></row><row r="4"/><row r="9"><c r="AA9"><v>3</v></c></row><row r="1048576"><c r="A1048576" s="1"/></row>';
    const [sheet] = await readAll({ fileName: 'a.xlsx', content: await zipOf(xlsxParts(sheetData)) });
    expect(sheet!.rows).toEqual([
      { rowNumber: 2, cells: [null, 1, null, null, 2] },
      { rowNumber: 9, cells: [...Array<null>(26).fill(null), 3] },
    ]);
  });

  it('counts on where rows and cells do not say where they are', async () => {
    const sheetData =
      '<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c r="C2"><v>3</v></c><c><v>4</v></c></row>' +
      '<row r="7"><c><v>5</v></c></row><row><c><v>6</v></c></row>';
    const [sheet] = await readAll({ fileName: 'a.xlsx', content: await zipOf(xlsxParts(sheetData)) });
    expect(sheet!.rows).toEqual([
      { rowNumber: 1, cells: [1, 2] },
      { rowNumber: 2, cells: [null, null, 3, 4] },
      { rowNumber: 7, cells: [5] },
      { rowNumber: 8, cells: [6] },
    ]);
  });

  it('gives the value of merged cells to the first alone', async () => {
    const workbook = new Workbook();
    const sheet = workbook.addWorksheet('合并');
    sheet.addRow(['标题', null, null]);
    sheet.addRow([1, 2, 3]);
    sheet.mergeCells('A1:C1');
    const [read] = await readAll({ fileName: 'a.xlsx', content: Buffer.from(await workbook.xlsx.writeBuffer()) });
    expect(read!.rows.map(({ cells }) => cells)).toEqual([['标题'], [1, 2, 3]]);
  });

  it('hands out batches of at most 1 000 rows, in order', async () => {
    const sheetData = Array.from({ length: 2_500 }, (_, i) => `<row><c><v>${i + 1}</v></c></row>`).join('');
    const workbook = await openWorkbook({ fileName: 'a.xlsx', content: await zipOf(xlsxParts(sheetData)) });
    const sizes: number[] = [];
    let last = 0;
    for await (const sheet of workbook.sheets()) {
      for await (const batch of sheet.rows) {
        sizes.push(batch.length);
        for (const { rowNumber, cells } of batch) expect([rowNumber, cells]).toEqual([++last, [last]]);
      }
    }
    expect(sizes).toEqual([1000, 1000, 500]);
    expect(await countRows({ fileName: 'a.xlsx', content: await zipOf(xlsxParts(sheetData)) })).toBe(2_500);
  });
});

describe('what programs write differently', () => {
  it('reads prefixed elements, single quotes, absolute targets, odd case and part names (WPS and others)', async () => {
    const x = `xmlns:x="${MAIN_NAMESPACE}"`;
    const content = await zipOf({
      '[Content_Types].xml': '<Types/>',
      '_rels/.rels': relationshipsXml([
        ['rId2', 'extended-properties', 'docProps/app.xml'],
        ['rId1', 'officeDocument', '/xl/workbook2.xml'],
      ]),
      'xl/workbook2.xml':
        `<?xml version='1.0' encoding='UTF-8'?><x:workbook ${x} xmlns:rel='http://purl.oclc.org/ooxml/officeDocument/relationships'>` +
        `<x:sheets><x:sheet name='协议 &amp; 方案' sheetId='7' state='hidden' rel:id='R1'/></x:sheets></x:workbook>`,
      'xl/_rels/workbook2.xml.rels': relationshipsXml([
        ['R1', 'worksheet', '/xl/Worksheets/Sheet7.xml'],
        ['R2', 'sharedStrings', '../xl/./sharedStrings.xml'],
      ]),
      'xl/sharedStrings.xml': `<x:sst ${x}><x:si><x:r><x:t>甲</x:t></x:r></x:si></x:sst>`,
      'xl/worksheets/sheet7.xml':
        `<x:worksheet ${x}>\r\n<x:sheetData>\r\n<x:row r='1' spans='1:2'>\r\n<x:c t='s' r='A1'>\r\n<x:v>0</x:v>\r\n</x:c>` +
        `<x:c r='B1' t='inlineStr'><x:is><x:t xml:space='preserve'> 乙 </x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
    });
    expect(await readAll({ fileName: 'WPS.xlsx', content })).toEqual([
      { name: '协议 & 方案', rows: [{ rowNumber: 1, cells: ['甲', ' 乙 '] }] },
    ]);
  });

  it('reads hidden sheets in tab order, passes over chart sheets', async () => {
    const workbook = new Workbook();
    workbook.addWorksheet('一').addRow(['a']);
    workbook.addWorksheet('二', { state: 'hidden' }).addRow(['b']);
    workbook.addWorksheet('三', { state: 'veryHidden' }).addRow(['c']);
    const content = Buffer.from(await workbook.xlsx.writeBuffer());
    expect((await readAll({ fileName: 'a.xlsx', content })).map(({ name }) => name)).toEqual(['一', '二', '三']);
    const parts = xlsxParts('<row><c><v>1</v></c></row>');
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
      '</sheets>',
      '<sheet name="图" r:id="rId9"/></sheets>',
    );
    parts['xl/_rels/workbook.xml.rels'] = relationshipsXml([
      ['rId9', 'chartsheet', 'chartsheets/sheet1.xml'],
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
    ]);
    expect((await readAll({ fileName: 'b.xlsx', content: await zipOf(parts) })).map(({ name }) => name)).toEqual([
      '表',
    ]);
  });

  it('needs neither styles nor shared strings nor the package’s own list', async () => {
    const parts = xlsxParts('<row><c s="3"><v>45658</v></c></row>');
    delete parts['_rels/.rels'];
    delete parts['[Content_Types].xml'];
    expect(await cellsOf(parts)).toEqual([[45658]]);
  });

  it('reads what exceljs writes, values of every kind', async () => {
    const workbook = new Workbook();
    const sheet = workbook.addWorksheet('学校');
    const date = new Date(Date.UTC(2025, 2, 1));
    sheet.addRow([
      '文本',
      1.5,
      true,
      date,
      { formula: '1+1', result: 2 },
      { richText: [{ text: '富' }, { text: '文' }] },
    ]);
    sheet.getCell('D1').numFmt = 'yyyy/m/d';
    sheet.getCell('G1').value = { error: '#N/A' };
    const [read] = await readAll({ fileName: 'a.xlsx', content: Buffer.from(await workbook.xlsx.writeBuffer()) });
    expect(read!.rows[0]!.cells).toEqual(['文本', 1.5, true, { date: '2025-03-01' }, 2, '富文', { error: '#N/A' }]);
  });
});

describe('order of reading', () => {
  it('goes on with the next sheet when one is left half-way, and closes half-way', async () => {
    const workbook = new Workbook();
    for (const name of ['甲', '乙', '丙']) {
      const sheet = workbook.addWorksheet(name);
      for (let i = 0; i < 3_000; i++) sheet.addRow([name, i]);
    }
    const content = Buffer.from(await workbook.xlsx.writeBuffer());
    const opened = await openWorkbook({ fileName: 'a.xlsx', content });
    const firsts: unknown[] = [];
    for await (const sheet of opened.sheets()) {
      for await (const batch of sheet.rows) {
        firsts.push(batch[0]!.cells);
        break;
      }
      if (firsts.length === 2) break;
    }
    await opened.close();
    await opened.close();
    expect(firsts).toEqual([
      ['甲', 0],
      ['乙', 0],
    ]);
  });
});
