import { randomBytes } from 'node:crypto';
import { openWorkbook } from './open-workbook';
import { DEFAULT_WORKBOOK_LIMITS, type WorkbookLimits } from './raw-row';
import { readAll, xlsxParts, zipOf } from './testing/hand-made-files';
import { ZipParts } from './xlsx/zip-parts';

// Generous, for machines that are busy with other things.
jest.setTimeout(30_000);

const read = (content: Buffer, fileName = '某.xlsx', limits?: Partial<WorkbookLimits>) =>
  readAll({ fileName, content }, { ...DEFAULT_WORKBOOK_LIMITS, ...limits });

const refusal = (code: string, kind = 'BAD_INPUT') =>
  expect.objectContaining({
    name: 'DomainError',
    code,
    kind,
    message: expect.stringMatching(/^文件“.+”.*[一-鿿].*[。]$/),
  });

/** Overwrites the uncompressed size that the central directory states for a part. */
function lieAboutSize(zip: Buffer, part: string, size: number): Buffer {
  const lying = Buffer.from(zip);
  const name = Buffer.from(part);
  for (let at = lying.indexOf('PK\x01\x02'); at >= 0; at = lying.indexOf('PK\x01\x02', at + 4)) {
    if (lying.subarray(at + 46, at + 46 + name.length).equals(name)) lying.writeUInt32LE(size, at + 24);
  }
  return lying;
}

const plain = () => zipOf(xlsxParts('<row><c t="inlineStr"><is><t>甲</t></is></c></row>'));
const MIB = 1024 * 1024;
const sheetPart = 'xl/worksheets/sheet1.xml';

describe('size limits', () => {
  it('refuses a file beyond the limit before looking into it', async () => {
    await expect(read(Buffer.alloc(20 * MIB + 1))).rejects.toEqual(refusal('WORKBOOK_TOO_LARGE', 'TOO_LARGE'));
  });

  it('asks the file system for the size before reading a file from disk', async () => {
    const file = { fileName: '某.csv', path: __filename };
    const refused = readAll(file, { ...DEFAULT_WORKBOOK_LIMITS, maxBytes: 100 });
    await expect(refused).rejects.toEqual(refusal('WORKBOOK_TOO_LARGE', 'TOO_LARGE'));
    expect((await readAll(file))[0]!.rows[0]!.cells[0]).toContain('import');
  });

  it('refuses a bomb by what its directory states, before inflating anything', async () => {
    const image = 'xl/media/image1.png';
    const bomb = lieAboutSize(await zipOf({ ...xlsxParts(''), [image]: Buffer.alloc(MIB) }), image, 200 * MIB);
    const before = process.cpuUsage();
    await expect(openWorkbook({ fileName: 'a.xlsx', content: bomb })).rejects.toEqual(
      refusal('WORKBOOK_INFLATES_TOO_LARGE', 'TOO_LARGE'),
    );
    expect(process.cpuUsage(before).user).toBeLessThan(200_000);
  });

  it('refuses a bomb whose directory lies, as soon as a part outgrows its stated size', async () => {
    const parts = xlsxParts('');
    parts[sheetPart] = Buffer.concat([Buffer.from('<worksheet><sheetData>'), Buffer.alloc(40 * MIB, ' ')]);
    const bomb = lieAboutSize(await zipOf(parts), sheetPart, 1_000);
    await expect(read(bomb)).rejects.toEqual(refusal('WORKBOOK_DAMAGED'));
    const opened = await ZipParts.open('某.xlsx', bomb, DEFAULT_WORKBOOK_LIMITS);
    for (const inflate of [opened.read(sheetPart), opened.scanned(sheetPart)]) {
      let inflated = 0;
      const toItsEnd = async () => {
        for await (const chunk of inflate) inflated += chunk.length;
      };
      await expect(toItsEnd()).rejects.toMatchObject({ details: { reason: 'larger than stated' } });
      // One piece of the inflater shows that it lies; the 40 MiB behind it are never made.
      expect(inflated).toBe(0);
    }
    expect(opened.inflatedBytes).toBeGreaterThan(1_000);
    expect(opened.inflatedBytes).toBeLessThanOrEqual(MIB / 4);
    opened.close();
  });

  it('counts what all parts inflate to together, whatever is stated', async () => {
    const parts = xlsxParts('');
    const sheet = `<worksheet><sheetData>${'<row></row>'.repeat(10_000)}</sheetData></worksheet>`;
    parts[sheetPart] = sheet;
    parts['xl/workbook.xml'] = String(parts['xl/workbook.xml']).replace(
      '</sheets>',
      `${Array.from({ length: 30 }, (_, i) => `<sheet name="s${i}" r:id="rId1"/>`).join('')}</sheets>`,
    );
    const refused = read(await zipOf(parts), 'a.xlsx', { maxInflatedBytes: MIB });
    await expect(refused).rejects.toEqual(refusal('WORKBOOK_INFLATES_TOO_LARGE', 'TOO_LARGE'));
  });

  it('refuses too many rows, in xlsx and in CSV; blank rows do not count', async () => {
    const limits = { maxRowsPerSheet: 1_500 };
    const rows = (n: number) => `${'<row><c><v>1</v></c></row><row/>'.repeat(n)}`;
    await expect(read(await zipOf(xlsxParts(rows(1_500))), 'a.xlsx', limits)).resolves.toHaveLength(1);
    await expect(read(await zipOf(xlsxParts(rows(1_501))), 'a.xlsx', limits)).rejects.toEqual(
      refusal('WORKBOOK_TOO_MANY_ROWS', 'TOO_LARGE'),
    );
    const lines = (n: number) => Buffer.from('1,2\n\n'.repeat(n));
    await expect(read(lines(1_500), 'a.csv', limits)).resolves.toHaveLength(1);
    await expect(read(lines(1_501), 'a.csv', limits)).rejects.toEqual(refusal('WORKBOOK_TOO_MANY_ROWS', 'TOO_LARGE'));
  });

  it('refuses values far to the right, in xlsx and in CSV; empty formatted cells do not count', async () => {
    const cell = (inner: string) => zipOf(xlsxParts(`<row r="5"><c r="A5"><v>1</v></c><c r="XFD5">${inner}</c></row>`));
    await expect(read(await cell(''))).resolves.toHaveLength(1);
    const refused = expect.objectContaining({
      code: 'WORKBOOK_TOO_MANY_COLUMNS',
      details: expect.objectContaining({ rowNumber: 5 }),
    });
    await expect(read(await cell('<v>1</v>'))).rejects.toEqual(refused);
    await expect(read(Buffer.from(`${'\n'.repeat(4)}${','.repeat(2_000)}x`), 'a.csv')).rejects.toEqual(refused);
  });
});

describe('files that are something else', () => {
  const compound = (stream: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_016), Buffer.from(stream, 'utf16le')]);

  it.each<[string, string, Buffer | Promise<Buffer>, string, string]>([
    ['an empty file', 'a.xlsx', Buffer.alloc(0), 'WORKBOOK_EMPTY_FILE', ''],
    ['an empty CSV', 'a.csv', Buffer.alloc(0), 'WORKBOOK_EMPTY_FILE', ''],
    ['a workbook with a password', 'a.xlsx', compound('EncryptedPackage'), 'WORKBOOK_ENCRYPTED', ''],
    ['an old workbook', 'a.xls', compound('Workbook'), 'WORKBOOK_OLD_XLS', ''],
    ['an old workbook under a new name', 'a.xlsx', compound('Workbook'), 'WORKBOOK_OLD_XLS', ''],
    ['an old document', 'a.doc', compound('WordDocument'), 'WORKBOOK_TYPE_UNSUPPORTED', 'Word'],
    ['a Word document', 'a.xlsx', zipOf({ 'word/document.xml': '<w/>' }), 'WORKBOOK_TYPE_UNSUPPORTED', '.docx'],
    ['slides', 'a.xlsx', zipOf({ 'ppt/presentation.xml': '<p/>' }), 'WORKBOOK_TYPE_UNSUPPORTED', '.pptx'],
    ['an ODS', 'a.ods', zipOf({ mimetype: 'x', 'content.xml': '<o/>' }), 'WORKBOOK_TYPE_UNSUPPORTED', '.ods'],
    ['a binary workbook', 'a.xlsb', zipOf({ 'xl/workbook.bin': 'x' }), 'WORKBOOK_TYPE_UNSUPPORTED', '.xlsb'],
    ['a zip of something', 'a.xlsx', zipOf({ 'readme.txt': 'x' }), 'WORKBOOK_TYPE_UNSUPPORTED', '压缩包'],
    ['an empty zip', 'a.xlsx', zipOf({}), 'WORKBOOK_TYPE_UNSUPPORTED', '空的压缩包'],
    ['a web page', 'a.xls', Buffer.from('<html><table></table></html>'), 'WORKBOOK_TYPE_UNSUPPORTED', 'HTML'],
    ['a PDF', 'a.pdf', Buffer.from('%PDF-1.7 …'), 'WORKBOOK_TYPE_UNSUPPORTED', 'PDF'],
    [
      'text under the name of a workbook',
      'a.xlsx',
      Buffer.from('学校代码,学校名称'),
      'WORKBOOK_TYPE_UNSUPPORTED',
      '文本',
    ],
    ['bytes', 'a.xlsx', Buffer.concat([Buffer.from([1, 0]), randomBytes(50)]), 'WORKBOOK_DAMAGED', ''],
    ['bytes under the name of a CSV', 'a.csv', Buffer.from([1, 0, 0xff, 0xfe, 0, 3]), 'CSV_ENCODING_UNKNOWN', ''],
  ])('%s', async (_what, fileName, content, code, found) => {
    const reading = read(await content, fileName);
    await expect(reading).rejects.toEqual(refusal(code));
    await expect(reading).rejects.toThrow(found);
  });

  it('reads a workbook under the name of a CSV by its content', async () => {
    expect((await read(await plain(), 'a.csv'))[0]!.name).toBe('表');
  });
});

describe('damaged files', () => {
  it('refuses a file cut anywhere', async () => {
    const whole = await plain();
    for (let length = 4; length < whole.length; length += 37) {
      await expect(read(whole.subarray(0, length))).rejects.toEqual(refusal('WORKBOOK_DAMAGED'));
    }
  });

  it('never gives other rows for a file with one changed byte, wherever', async () => {
    const whole = await plain();
    const right = await read(whole);
    for (let at = 4; at < whole.length; at += 3) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 0x55;
      await read(changed).then(
        (sheets) => expect(sheets).toEqual(right),
        (error: unknown) => expect(error).toMatchObject({ name: 'DomainError' }),
      );
    }
  });

  it.each([
    ['a cell that refers to no string', '<row><c t="s"><v>5</v></c></row>', {}],
    ['rows out of order', '<row r="5"><c><v>1</v></c></row><row r="4"><c><v>1</v></c></row>', {}],
    ['a row number that is none', '<row r="x"><c><v>1</v></c></row>', {}],
    ['a cell reference without a column', '<row><c r="5"><v>1</v></c></row>', {}],
    ['a sheet that breaks off', '<row><c', {}],
    ['a sheet without a part', '', { 'xl/_rels/workbook.xml.rels': '<Relationships/>' }],
    ['sheets by the thousand', '', { 'xl/workbook.xml': `<w>${'<sheet name="s" r:id="rId1"/>'.repeat(1_001)}</w>` }],
    ['two parts of one name', '', { 'XL/Workbook.xml': '<workbook/>' }],
  ])('refuses %s', async (_what, sheetData, more) => {
    await expect(read(await zipOf(xlsxParts(sheetData, more)))).rejects.toEqual(refusal('WORKBOOK_DAMAGED'));
  });

  it('refuses a part that the list names and the container lacks', async () => {
    const parts = xlsxParts('');
    delete parts[sheetPart];
    await expect(read(await zipOf(parts))).rejects.toEqual(refusal('WORKBOOK_DAMAGED'));
  });

  it('refuses parts with a password', async () => {
    const zip = await plain();
    for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) zip[at + 8]! |= 1;
    await expect(read(zip)).rejects.toEqual(refusal('WORKBOOK_ENCRYPTED'));
  });
});

describe('document type declarations', () => {
  const dtd = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
  it.each([
    '_rels/.rels',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    sheetPart,
    'xl/sharedStrings.xml',
    'xl/styles.xml',
  ])('are refused in %s', async (part) => {
    const parts = xlsxParts('<row><c t="inlineStr"><is><t>&e;</t></is></c></row>');
    parts[part] = dtd + String(parts[part] ?? '<sst/>');
    await expect(read(await zipOf(parts))).rejects.toEqual(refusal('WORKBOOK_DTD_REFUSED'));
  });
});
