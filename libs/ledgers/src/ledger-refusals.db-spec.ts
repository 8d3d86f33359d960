import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { CataloguesService } from '@sxbq/catalogues';
import { csvFile, idNumber, smallCity, uscc, workbookFile } from '../../../test/support/ledger-files';
import { actingAs, tracesOf } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { GivenFile, LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';

type City = ReturnType<typeof smallCity>;
type Cell = City[string][number][number];

/** Sets one cell; `row` as Excel shows it. */
const cell = (sheet: string, row: number, column: string, value: Cell) => (city: City) => {
  const rows = city[sheet] as Cell[][];
  (rows[row - 1] as Cell[])[(rows[0] as Cell[]).indexOf(column)] = value;
};

describe('refusing ledgers', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
    await services.app.get(CataloguesService, { strict: false }).load();
  });
  afterAll(() => services.close());

  const errorsOf = async (...files: GivenFile[]): Promise<LedgerError[]> => {
    const ended = await actingAs(SYSTEM_PRINCIPAL, () =>
      ledgers.importNow(SYSTEM_PRINCIPAL, files, ImportMode.ALL_OR_NOTHING),
    );
    expect(ended.status).toBe(ImportStatus.REFUSED);
    expect(await counted('school')).toBe(0);
    return ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id);
  };
  const counted = async (table: string): Promise<number> => {
    const [row] = (await services.dataSource.query(`SELECT COUNT(*) AS n FROM ${table}`)) as [{ n: string }];
    return Number(row.n);
  };

  it.each<[title: string, change: (city: City) => void, expected: Partial<LedgerError>[]]>([
    [
      'a bad check character',
      cell('教师挂职', 2, '统一社会信用代码', `${uscc(101).slice(0, 17)}${uscc(101).endsWith('1') ? '2' : '1'}`),
      [{ sheet: '教师挂职', row: 2, column: '统一社会信用代码', code: 'BAD_CHECK_CHARACTER' }],
    ],
    [
      'an unknown tier',
      cell('学校层次', 2, '层次', '大学'),
      [{ sheet: '学校层次', row: 2, column: '层次', code: 'UNKNOWN_CHOICE', value: '大学' }],
    ],
    [
      'an unknown indicator',
      cell('指标', 2, '指标代码', 'FOO'),
      [{ sheet: '指标', row: 2, column: '指标代码', code: 'UNKNOWN_CODE' }],
    ],
    [
      'an unknown region',
      cell('学校', 3, '区划代码', '320488'),
      [{ sheet: '学校', row: 3, column: '区划代码', code: 'UNKNOWN_CODE' }],
    ],
    [
      'an unknown industry',
      cell('企业', 2, '行业代码', '9999'),
      [{ sheet: '企业', row: 2, column: '行业代码', code: 'UNKNOWN_CODE' }],
    ],
    [
      'a school nobody knows',
      cell('指标', 2, '学校代码', 'S9'),
      [{ sheet: '指标', row: 2, column: '学校代码', code: 'UNKNOWN_REFERENCE', value: 'S9' }],
    ],
    [
      'a major nobody knows',
      cell('协议', 2, '覆盖专业', '0101、0199'),
      [{ sheet: '协议', row: 2, column: '覆盖专业', code: 'UNKNOWN_REFERENCE', value: '0199' }],
    ],
    [
      "another school's major",
      cell('班级', 4, '专业代码', '0102'),
      [{ sheet: '班级', row: 4, column: '专业代码', code: 'UNKNOWN_REFERENCE' }],
    ],
    [
      'a training nobody knows',
      cell('培训学员', 3, '培训编号', 'PX9'),
      [{ sheet: '培训学员', row: 3, column: '培训编号', code: 'UNKNOWN_REFERENCE' }],
    ],
    [
      'an end before its start',
      cell('班级', 2, '结业日期', { date: '2024-08-31' }),
      [{ sheet: '班级', row: 2, column: '结业日期', code: 'END_BEFORE_START', value: '2024-08-31' }],
    ],
    [
      'negative heads',
      cell('在校生', 2, '在校人数', -1),
      [{ sheet: '在校生', row: 2, column: '在校人数', code: 'NEGATIVE_NUMBER', value: '-1' }],
    ],
    [
      'fractional heads',
      cell('在校生', 2, '在校人数', 41.5),
      [{ sheet: '在校生', row: 2, column: '在校人数', code: 'FRACTIONAL_NUMBER' }],
    ],
    [
      'an ID number that fails its check',
      cell('培训学员', 2, '证件号码', '320411199001011230'),
      [{ sheet: '培训学员', row: 2, column: '证件号码', code: 'ID_NUMBER_INVALID', value: '320***********1230' }],
    ],
    [
      'an ID number that became a number',
      cell('培训学员', 2, '证件号码', 3.20411199001011e17),
      [{ sheet: '培训学员', row: 2, column: '证件号码', code: 'DIGITS_LOST' }],
    ],
    [
      'an empty required cell',
      cell('学校', 2, '学校名称', '  '),
      [{ sheet: '学校', row: 2, column: '学校名称', code: 'REQUIRED', value: null }],
    ],
    [
      'a day that does not exist',
      cell('协议', 3, '签订日期', '2025-02-29'),
      [{ sheet: '协议', row: 3, column: '签订日期', code: 'DATE_MALFORMED', value: '2025-02-29' }],
    ],
    [
      'the same key twice with different content',
      (city) => city['专业']?.push(['S1', '0101', '别的名称']),
      [
        { sheet: '专业', row: 2, code: 'DUPLICATE_KEY' },
        { sheet: '专业', row: 5, code: 'DUPLICATE_KEY' },
      ],
    ],
    [
      'one credit code for two schools',
      cell('学校', 3, '统一社会信用代码', uscc(1)),
      [
        { sheet: '学校', row: 2, code: 'DUPLICATE_VALUE' },
        { sheet: '学校', row: 3, code: 'DUPLICATE_VALUE' },
      ],
    ],
    [
      'an unknown sheet',
      (city) => (city['食堂'] = [['菜名'], ['面']]),
      [{ sheet: '食堂', row: null, code: 'UNKNOWN_SHEET' }],
    ],
    [
      'a missing required column',
      (city) =>
        (city['在校生'] = [
          ['学校代码', '班级代码', '统计日期'],
          ['S1', 'G1', '2025-09-15'],
        ]),
      [{ sheet: '在校生', row: null, column: '在校人数', code: 'MISSING_COLUMN' }],
    ],
    [
      'a sheet of something else',
      (city) =>
        (city['指标'] = [
          ['菜名', '价格'],
          ['面', 12],
        ]),
      [{ sheet: '指标', row: null, code: 'HEADER_NOT_FOUND' }],
    ],
    [
      'every bad cell at once',
      (city) => {
        cell('学校', 2, '联系电话', '12345')(city);
        cell('班级', 2, '开班日期', '前年')(city);
        cell('班级', 2, '培养层次', '博士')(city);
        cell('教师挂职', 2, '统一社会信用代码', uscc(999))(city);
      },
      [
        { sheet: '学校', row: 2, code: 'PHONE_MALFORMED', value: '*****' },
        { sheet: '班级', row: 2, code: 'UNKNOWN_CHOICE' },
        { sheet: '班级', row: 2, code: 'DATE_MALFORMED' },
        { sheet: '教师挂职', row: 2, code: 'UNKNOWN_REFERENCE', value: uscc(999) },
      ],
    ],
  ])('refuses %s, and writes nothing', async (_title, change, expected) => {
    const city = smallCity();
    change(city);
    const errors = await errorsOf(await workbookFile('城市.xlsx', city));
    expect(errors).toMatchObject(expected.map((error) => ({ file: '城市.xlsx', ...error })));
    expect(errors).toHaveLength(expected.length);
    for (const { message } of errors) expect(message).toMatch(/[\u4e00-\u9fff]{4}/);
  });

  it('does not blame rows for a bad row they refer to', async () => {
    const city = smallCity();
    cell('学校', 2, '区划代码', '常州')(city);
    expect((await errorsOf(await workbookFile('城市.xlsx', city))).map(({ sheet, row }) => [sheet, row])).toEqual([
      ['学校', 2],
    ]);
  });

  it.each<[string, () => GivenFile | Promise<GivenFile>, string]>([
    [
      'a file that is no workbook',
      () => ({ fileName: '说明.docx', content: Buffer.from('PK\u0003\u0004 rest') }),
      'WORKBOOK_DAMAGED',
    ],
    [
      'an old .xls',
      () => ({
        fileName: '旧.xls',
        content: Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]),
      }),
      'WORKBOOK_OLD_XLS',
    ],
    ['an empty file', () => ({ fileName: '空.csv', content: Buffer.alloc(0) }), 'WORKBOOK_EMPTY_FILE'],
  ])('refuses %s', async (_title, file, code) => {
    const errors = await errorsOf(await file());
    expect(errors.map((error) => error.code)).toEqual([code]);
  });

  it('refuses more than 200 000 rows of a sheet', async () => {
    const rows = Array.from({ length: 200_001 }, (_, n) => [`S${n}`, n === 0 ? '' : '示例', '320411']);
    const errors = await errorsOf(csvFile('学校.csv', [['学校代码', '学校名称', '区划代码'], ...rows]));
    expect(errors.map(({ code }) => code)).toEqual(['WORKBOOK_TOO_MANY_ROWS', 'REQUIRED']);
  }, 120_000);

  it('refuses more than 20 MiB before anything is stored', async () => {
    const big = { fileName: '大.csv', content: Buffer.alloc(20 * 1024 * 1024 + 1, 'x') };
    await expect(ledgers.importNow(SYSTEM_PRINCIPAL, [big], ImportMode.ALL_OR_NOTHING)).rejects.toMatchObject({
      code: 'WORKBOOK_TOO_LARGE',
    });
    expect(
      await counted('ledger_file_chunk WHERE file_id NOT IN (SELECT id FROM ledger_file WHERE sha256 IS NOT NULL)'),
    ).toBe(0);
  });

  it('reports a damaged file and the bad cells of its neighbour together', async () => {
    const errors = await errorsOf(
      { fileName: '坏.xlsx', content: Buffer.from('PK\u0003\u0004') },
      csvFile('学校.csv', [
        ['学校代码', '学校名称', '区划代码'],
        ['S1', '', '320411'],
      ]),
    );
    expect(errors.map(({ file, code }) => [file, code])).toEqual([
      ['坏.xlsx', 'WORKBOOK_DAMAGED'],
      ['学校.csv', 'REQUIRED'],
    ]);
  });

  it('records the refusal in the audit', async () => {
    const { audit, events } = await tracesOf(services.dataSource, () =>
      errorsOf(
        csvFile('学校.csv', [
          ['学校代码', '学校名称', '区划代码'],
          ['S1', '', '320411'],
        ]),
      ),
    );
    expect(audit.at(-1)).toMatchObject({ action: 'ledgers.import', details: { status: 'REFUSED', errorCount: 1 } });
    expect(events).toEqual([]);
  });

  it('never edits a verified record, nor takes its verification back', async () => {
    await actingAs(SYSTEM_PRINCIPAL, async () => {
      const city = await workbookFile('城市.xlsx', smallCity());
      expect((await ledgers.importNow(SYSTEM_PRINCIPAL, [city], ImportMode.ALL_OR_NOTHING)).status).toBe(
        ImportStatus.IMPORTED,
      );
    });
    const change = csvFile('执行记录.csv', [
      ['协议编号', '记录编号', '活动日期', '活动类型', '参与人数', '内容', '已核验'],
      ['XY1', 'R1', '2025-03-05', '联合授课', '42', '数控实训周', '否'],
      ['XY1', 'R2', '2025-04-06', '企业参观', '', '', '是'],
    ]);
    const ended = await actingAs(SYSTEM_PRINCIPAL, () =>
      ledgers.importNow(SYSTEM_PRINCIPAL, [change], ImportMode.PARTIAL),
    );
    expect(ended.counts).toEqual({ 执行记录: { created: 0, updated: 1, unchanged: 0, rejected: 1 } });
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id)).toMatchObject([
      { row: 2, column: '已核验', code: 'VERIFIED_RECORD' },
    ]);
    expect(idNumber(1)).toHaveLength(18);
    await services.empty();
  });
});
