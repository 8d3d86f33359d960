import * as fc from 'fast-check';
import { encode } from 'iconv-lite';
import type { CellValue } from '../raw-row';
import { readAll, written } from '../testing/hand-made-files';
import { sniffDelimiter } from './delimiter';
import { guardFormula, unguardFormula } from '@sxbq/kernel';
import { writeCsv } from './write-csv';

// Generous, for machines that are busy with other things.
jest.setTimeout(30_000);

async function cells(content: Buffer | string, fileName = '学校.csv'): Promise<(readonly CellValue[])[]> {
  const [sheet] = await readAll({ fileName, content: Buffer.from(content as string) });
  return sheet!.rows.map((row) => row.cells as readonly CellValue[]);
}

describe('reading CSV', () => {
  const text = '学校代码,学校名称\r\nX01,第一技师学院\r\n';
  const rows = [
    ['学校代码', '学校名称'],
    ['X01', '第一技师学院'],
  ];

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
    ['GB18030', encode(text, 'gb18030')],
    ['UTF-16 little endian, as Excel’s Unicode text', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['tabs', Buffer.from(text.replaceAll(',', '\t'))],
    ['semicolons', Buffer.from(text.replaceAll(',', ';'))],
    ['bare LF', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['bare CR', Buffer.from(text.replaceAll('\r\n', '\r'))],
    ['no line end at the end', Buffer.from(text.trimEnd())],
    ['mixed line ends', Buffer.from(text.replace('\r\n', '\n'))],
  ])('takes %s', async (_what, content) => expect(await cells(content)).toEqual(rows));

  it('reads rare characters in GB18030 (𠮷 takes four bytes)', async () => {
    expect(await cells(encode('𠮷林,€\n', 'gb18030'))).toEqual([['𠮷林', '€']]);
  });

  it('decodes characters that a slice cuts in two', async () => {
    const line = '示例市第一技师学院,机械\n';
    for (const encoding of ['utf8', 'gb18030', 'utf16le']) {
      const content = encode(line.repeat(9_000), encoding, { addBOM: encoding === 'utf16le' });
      const read = await cells(content);
      expect(read).toHaveLength(9_000);
      expect(new Set(read.map((row) => row.join()))).toEqual(new Set(['示例市第一技师学院,机械']));
    }
  });

  it('keeps everything as text, empties as null, and reads quoted fields', async () => {
    const content = '007,,1.50,"a,b","说""好""","两\r\n行", 空格 ,,\n';
    expect(await cells(content)).toEqual([['007', null, '1.50', 'a,b', '说"好"', '两\r\n行', ' 空格 ']]);
  });

  it('numbers records as Excel does: blank lines count and are left out', async () => {
    const [sheet] = await readAll({ fileName: 'a.csv', content: Buffer.from('标题\n\n,,\na,b\n"x\ny",1\nz\n') });
    expect(sheet!.rows.map(({ rowNumber }) => rowNumber)).toEqual([1, 4, 5, 6]);
  });

  it.each([
    ['学校.csv', '学校'],
    ['03-学校-示例市.CSV', '03-学校-示例市'],
    ['v1.2 学校.txt', 'v1.2 学校'],
    ['学校.tsv', '学校'],
  ])('names the sheet of %s after the file', async (fileName, name) => {
    expect((await readAll({ fileName, content: Buffer.from('a') }))[0]!.name).toBe(name);
  });

  it('lives with quotes inside a field', async () => {
    expect(await cells('5" 管,b\n"甲"乙,c\n')).toEqual([
      ['5" 管', 'b'],
      ['"甲"乙', 'c'],
    ]);
  });

  it('refuses a quote that is never closed, and says where', async () => {
    const refused = expect.objectContaining({ name: 'DomainError', code: 'CSV_MALFORMED' });
    await expect(cells('a,b\nc,"d\ne,f\n')).rejects.toEqual(refused);
    await expect(cells(`a,"${'x'.repeat(1_500_000)}`)).rejects.toEqual(refused);
  });

  it.each([
    ['invalid UTF-8 behind a mark', Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0x41])],
    ['neither UTF-8 nor GB18030', Buffer.from([0x41, 0xff, 0xff, 0x41])],
    ['half a GB18030 character at the end', Buffer.from([0xd1, 0xa7, 0xd0])],
    ['half a UTF-16 character', Buffer.from([0xff, 0xfe, 0x41])],
  ])('refuses %s', async (_what, content) => {
    await expect(cells(content)).rejects.toMatchObject({ code: 'CSV_ENCODING_UNKNOWN' });
  });
});

describe('sniffDelimiter', () => {
  it.each([
    ['a,b,c\n1,2,3', ','],
    ['a\tb\n1,5\t2', '\t'],
    ['a;b\n1,5;2,5\n3;4', ';'],
    ['某市学校台账（截至2025年1月,单位：人）\na\tb\tc\n1\t2\t3', '\t'],
    ['"a;b;c;d",x\n"e;f;g",y', ','],
    ['只有一列\n甲\n乙', ','],
    ['', ','],
  ])('%j is split by %j', (text, delimiter) => expect(sniffDelimiter(text)).toBe(delimiter));
});

describe('formulas', () => {
  it.each(['=cmd|"/c calc"!A1', '+86 10', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', "'=1"])(
    'guards %j',
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`);
      expect(unguardFormula(guardFormula(text))).toBe(text);
    },
  );

  it.each(['学校', "'甲", '1-2', 'a=b', "''", ''])('leaves %j alone', (text) => {
    expect(guardFormula(text)).toBe(text);
    expect(unguardFormula(text)).toBe(text);
  });
});

describe('writing CSV', () => {
  const columns = ['甲', '乙', '丙', '丁'].map((title) => ({ title, format: 'text' as const }));

  it('writes dates, numbers and booleans in the words of the ledgers, CRLF, guarded', async () => {
    const rows = [
      ['007', 1.5, { date: '2025-03-01' }, true],
      ['=1+1', -5, null, false],
    ];
    const content = await written((out) => writeCsv({ name: '表', columns, rows }, out, 'utf8-bom'));
    expect(content.toString()).toBe("\ufeff甲,乙,丙,丁\r\n007,1.5,2025-03-01,是\r\n'=1+1,-5,,否\r\n");
  });

  it.each(['utf8-bom', 'gb18030'] as const)('gives back every text it took (%s)', async (encoding) => {
    const privateUse = /[\ue000-\uf8ff\u{f0000}-\u{10ffff}]/u;
    const unit = encoding === 'gb18030' ? 'grapheme' : 'binary';
    const text = fc
      .oneof(fc.string({ unit, maxLength: 8 }), fc.constantFrom('=1', "'+", '"', ',', '\r\n', ' 甲 ', '\t', ';'))
      .filter((value) => !value.includes('\0') && !(encoding === 'gb18030' && privateUse.test(value)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(text, { minLength: 4, maxLength: 4 }), { maxLength: 6 }), async (rows) => {
        const content = await written((out) => writeCsv({ name: '表', columns, rows }, out, encoding));
        const blank = (row: readonly CellValue[]) => row.every((cell) => cell === null);
        const padded = (row: readonly CellValue[]) => Array.from({ length: 4 }, (_, i) => row[i] ?? null);
        const expected = rows.map((row) => row.map((value) => (value === '' ? null : value)));
        expect((await cells(content)).slice(1).map(padded)).toEqual(expected.filter((row) => !blank(row)));
      }),
      { numRuns: 80 },
    );
  });

  it('streams: rows are pulled as the output takes them, in every encoding', async () => {
    let pulled = 0;
    function* rows() {
      for (; pulled < 5_000; pulled++) yield [`甲${pulled}`, pulled];
    }
    const content = await written((out) => writeCsv({ name: '表', columns, rows: rows() }, out, 'gb18030'));
    expect((await cells(content))[5_000]).toEqual(['甲4999', '4999']);
  });
});
