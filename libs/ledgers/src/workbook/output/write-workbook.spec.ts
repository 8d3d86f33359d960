import { PassThrough, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { Workbook } from 'exceljs';
import * as fc from 'fast-check';
import { addDays } from '@sxbq/kernel';
import type { OutputColumn, OutputValue, SheetOutput } from '../raw-row';
import { readAll, written } from '../testing/hand-made-files';
import { safeSheetNames } from './sheet-names';
import { writeWorkbook } from './write-workbook';
import { columnLetters } from '@sxbq/kernel';

// Generous, for machines that are busy with other things.
jest.setTimeout(30_000);

const columns: OutputColumn[] = [
  { title: '代码', format: 'text' },
  { title: '人数', format: 'number' },
  { title: '日期', format: 'date', width: 20 },
];
const sheet = (name: string, rows: SheetOutput['rows']): SheetOutput => ({ name, columns, rows });
const write = (...sheets: SheetOutput[]) => written((out) => writeWorkbook(sheets, out));

describe('writeWorkbook', () => {
  it('writes what exceljs reads as text, number and date, with frozen header and widths', async () => {
    const content = await write(
      sheet('学校', [
        ['007', 12, { date: '2025-03-01' }],
        ['=1+1', null, null],
      ]),
    );
    const workbook = new Workbook();
    await workbook.xlsx.load(content as unknown as ArrayBuffer);
    const read = workbook.getWorksheet('学校')!;
    expect(read.getRow(1).values).toEqual([undefined, '代码', '人数', '日期']);
    expect(read.getRow(2).values).toEqual([undefined, '007', 12, new Date(Date.UTC(2025, 2, 1))]);
    expect(read.getCell('A2').numFmt).toBe('@');
    expect(read.getCell('C2').numFmt).toBe('yyyy-mm-dd');
    expect(read.getCell('A3').value).toBe('=1+1');
    expect(read.getCell('A3').formula).toBeUndefined();
    expect(read.getCell('A1').font.bold).toBe(true);
    expect(read.getColumn(3).width).toBe(20);
    expect(read.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('gives the same bytes for the same sheets, whenever they are written', async () => {
    const rows = [['甲', 1, { date: '2024-02-29' }]] as const;
    const first = await write(sheet('一', rows), sheet('二', []));
    jest.useFakeTimers({
      now: new Date('2031-05-05T10:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout'],
    });
    try {
      expect((await write(sheet('一', rows), sheet('二', []))).equals(first)).toBe(true);
    } finally {
      jest.useRealTimers();
    }
  });

  it('gives back every value it took', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('_x000D_', '_x0041_', '=A1', ' 甲 ', '\r\n', '\n', '\u0000', '<&>"\'', '_', ']]>', '\ufffe'),
    );
    const value = fc.oneof<fc.Arbitrary<OutputValue>[]>(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.integer(),
      fc.boolean(),
      fc.nat({ max: 401_766 }).map((days) => ({ date: addDays('1900-01-01', days) })),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(value, { maxLength: 6 }), { maxLength: 8 }), async (rows) => {
        const [read] = await readAll({ fileName: 'a.xlsx', content: await write(sheet('表', rows)) });
        const expected = rows.flatMap((cells, index) => {
          const kept = cells.map((cell) => (cell === '' ? null : cell));
          while (kept.length > 0 && kept.at(-1) === null) kept.pop();
          return kept.length === 0 ? [] : [{ rowNumber: index + 2, cells: kept }];
        });
        expect(read!.rows.slice(1)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('pulls rows only as fast as the output takes them', async () => {
    let pulled = 0;
    async function* rows() {
      for (; pulled < 200_000; pulled++) yield [`甲${pulled}${Math.sin(pulled)}`, pulled, null];
      await Promise.resolve();
    }
    const out = new PassThrough();
    const writing = writeWorkbook([sheet('表', rows())], out);
    await wait(300);
    expect(pulled).toBeLessThan(150_000);
    out.destroy();
    await expect(writing).rejects.toThrow();
  });

  it('closes the rows when the output breaks off, and passes on what the rows throw', async () => {
    let closed = false;
    async function* endless() {
      try {
        for (let i = 0; ; i++) yield [`甲${i}${Math.sin(i)}`, await Promise.resolve(i), null];
      } finally {
        closed = true;
      }
    }
    let room = 200_000;
    const broken = new Writable({
      write: (chunk: Buffer, _encoding, done) => done((room -= chunk.length) < 0 ? new Error('disk full') : null),
    });
    await expect(writeWorkbook([sheet('表', endless())], broken)).rejects.toThrow('disk full');
    expect(closed).toBe(true);

    async function* failing() {
      yield ['甲', 1, null];
      await Promise.reject(new Error('database away'));
    }
    await expect(written((out) => writeWorkbook([sheet('表', failing())], out))).rejects.toThrow('database away');
  });

  it('refuses what a cell cannot hold, and a workbook without sheets', async () => {
    await expect(write(sheet('表', [['x'.repeat(32_768)]]))).rejects.toThrow(RangeError);
    await expect(write(sheet('表', [[NaN]]))).rejects.toThrow(RangeError);
    await expect(write()).rejects.toThrow(RangeError);
  });
});

describe('names', () => {
  it('makes sheet names that Excel accepts', () => {
    const long = '很长的工作表名称'.repeat(6);
    expect(safeSheetNames(['学校', '学校', 'A/B:C', 'sheet', 'SHEET', '', long, long])).toEqual([
      '学校',
      '学校 (2)',
      'A_B_C',
      'sheet',
      'SHEET (2)',
      '工作表',
      long.slice(0, 31),
      `${long.slice(0, 27)} (2)`,
    ]);
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [16_383, 'XFD'],
  ])('column %d is %s', (column, letters) => expect(columnLetters(column)).toBe(letters));
});
