import { FixedClock, maskIdNumber, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { idNumber, smallCity, smallSeason, uscc, workbookFile } from '../../../test/support/ledger-files';
import { actingAs, principalOf } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { LedgerExportService } from './ledger-export.service';
import { LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';
import type { LedgerImport } from './persistence/ledger-import.entity';
import { openWorkbook } from './workbook';

type Season = ReturnType<typeof smallSeason>;
type Cell = Season[string][number][number];

/** Sets one cell; `row` as Excel shows it. */
const cell =
  (sheet: string, row: number, column: string, value: Cell) =>
  (season: Season): Season => {
    const rows = season[sheet] as Cell[][];
    (rows[row - 1] as Cell[])[(rows[0] as Cell[]).indexOf(column)] = value;
    return season;
  };
const GW1 = 2;
const GW2 = 3;

describe('ledgers of graduates and postings', () => {
  const clock = new FixedClock(new Date('2026-02-01T02:00:00Z'));
  let services: TestServices;
  let ledgers: LedgerImportService;
  let exports: LedgerExportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule], clock);
    ledgers = services.app.get(LedgerImportService);
    exports = services.app.get(LedgerExportService);
  });
  beforeEach(async () => {
    await empty();
  });
  afterAll(() => services.close());

  async function empty(): Promise<void> {
    await services.empty();
    await services.dataSource.query(
      'INSERT INTO catalogue_entry (`system`, edition, code, name, level, source) VALUES ?',
      [
        [
          ['OCCUPATION', '2022', '6-18-01-01', '车工', '职业', '示例'],
          ['OCCUPATION', '2022', '6-31-01-03', '电工', '职业', '示例'],
        ],
      ],
    );
  }
  const bringIn = async (sheets: Season, mode = ImportMode.ALL_OR_NOTHING): Promise<LedgerImport> => {
    const file = await workbookFile('供求.xlsx', sheets);
    return actingAs(SYSTEM_PRINCIPAL, () => ledgers.importNow(SYSTEM_PRINCIPAL, [file], mode));
  };
  const season = (change: (season: Season) => Season = (same) => same) => bringIn(change(smallSeason()));
  const city = () => bringIn(smallCity());
  const errorsOf = async (ended: LedgerImport): Promise<LedgerError[]> => {
    expect(ended.status).toBe(ImportStatus.REFUSED);
    return ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id);
  };
  const query = <T = Record<string, unknown>>(sql: string, params: unknown[] = []): Promise<T[]> =>
    services.dataSource.query(sql, params) as Promise<T[]>;
  const exported = async (principal: Principal = SYSTEM_PRINCIPAL): Promise<Buffer> => {
    const out = new PassThrough();
    const written = actingAs(principal, () => exports.writeWorkbook(principal, out));
    return (await Promise.all([buffer(out), written]))[0];
  };
  const rowsOf = async (content: Buffer, sheetName: string): Promise<string[]> => {
    const workbook = await openWorkbook({ fileName: 'x.xlsx', content });
    const rows: string[] = [];
    for await (const sheet of workbook.sheets()) {
      for await (const batch of sheet.rows)
        if (sheet.sheetName === sheetName) rows.push(...batch.map((row) => JSON.stringify(row.cells)));
    }
    await workbook.close();
    return rows;
  };

  it('go in, change nothing the second time, and come out as they went in', async () => {
    const first = await bringIn({ ...smallCity(), ...smallSeason() });
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, first.id)).toEqual([]);
    expect(first.counts).toMatchObject({
      毕业生供给: { created: 2 },
      毕业生: { created: 3 },
      岗位: { created: 2 },
    });
    expect((await season()).counts).toMatchObject({
      毕业生供给: { created: 0, updated: 0, unchanged: 2 },
      毕业生: { created: 0, updated: 0, unchanged: 3 },
      岗位: { created: 0, updated: 0, unchanged: 2 },
    });
    const out = await exported();
    expect((await rowsOf(out, '毕业生'))[1]).toContain('6-18-01-01:三级、6-31-01-03:四级');
    expect((await rowsOf(out, '毕业生'))[1]).toContain('6-31-01-03、6-18-01-01');
    expect((await rowsOf(out, '毕业生'))[1]).toContain('320411、3204');
    expect((await rowsOf(out, '岗位'))[1]).toContain('数控加工、焊接加工');

    await empty();
    const file = { fileName: '导出.xlsx', content: out };
    const back = await actingAs(SYSTEM_PRINCIPAL, () =>
      ledgers.importNow(SYSTEM_PRINCIPAL, [file], ImportMode.ALL_OR_NOTHING),
    );
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, back.id)).toEqual([]);
    expect((await exported()).equals(out)).toBe(true);
  });

  it('land as the interface would write them: graduates free and sealed, postings before the officer', async () => {
    await city();
    await season();
    const graduates = await query('SELECT * FROM graduate');
    expect(graduates).toHaveLength(3);
    expect(new Set(graduates.map(({ status }) => status))).toEqual(new Set(['AVAILABLE']));
    for (const clear of [idNumber(101), '13700001111', '郑一']) expect(JSON.stringify(graduates)).not.toContain(clear);
    expect(
      await query('SELECT status, submitted_at IS NULL AS unsent, LENGTH(fingerprint) AS length FROM job_posting'),
    ).toEqual(Array(2).fill({ status: 'SUBMITTED', unsent: 0, length: 43 }));
    expect(await query('SELECT kind, code, `rank` FROM graduate_wish ORDER BY graduate_id, kind, `rank`')).toEqual([
      { kind: 'OCCUPATION', code: '6-31-01-03', rank: 1 },
      { kind: 'OCCUPATION', code: '6-18-01-01', rank: 2 },
      { kind: 'REGION', code: '320411', rank: 1 },
      { kind: 'REGION', code: '3204', rank: 2 },
      { kind: 'OCCUPATION', code: '6-18-01-01', rank: 1 },
    ]);
    const events = await query("SELECT payload FROM outbox_event WHERE payload LIKE '%GRADUATE%'");
    expect(events).toEqual([]);
  });

  it('correct what is there: another name, phone, list or ID number, sealed by its person', async () => {
    await city();
    await season();
    const corrected = await season((sheets) => {
      cell('毕业生', 2, '姓名', '郑一新')(sheets);
      cell('毕业生', 2, '意向地区', '3204')(sheets);
      cell('毕业生', 3, '证件号码', idNumber(109))(sheets);
      cell('毕业生', 3, '联系电话', '13700002222')(sheets);
      return cell('毕业生', 4, '技能证书', '6-18-01-01:5')(sheets);
    });
    expect(corrected.counts).toMatchObject({ 毕业生: { created: 0, updated: 3, unchanged: 0 } });
    const out = await rowsOf(await exported(), '毕业生');
    expect(out[1]).toContain('郑一新');
    expect(out[1]).toContain('"3204"');
    expect(out[2]).toContain(idNumber(109));
    expect(out[2]).toContain('13700002222');
    expect(out[3]).toContain('6-18-01-01:五级');
    expect(await query('SELECT DISTINCT revision FROM graduate')).toEqual([{ revision: 2 }]);
  });

  it.each<[title: string, change: (season: Season) => Season, expected: Partial<LedgerError>]>([
    ['a class nobody knows', cell('毕业生', 2, '班级代码', 'X9'), { column: '班级代码', code: 'UNKNOWN_REFERENCE' }],
    ['heads that do not fit', cell('毕业生供给', 2, '待就业人数', 33), { code: 'HEADS_DO_NOT_FIT', value: '33' }],
    [
      'a year in which the class does not graduate',
      cell('毕业生', 2, '毕业年份', 2027),
      { sheet: '毕业生', row: 2, column: '毕业年份', code: 'UNKNOWN_REFERENCE', value: '2027' },
    ],
    [
      'a bad ID number',
      cell('毕业生', 2, '证件号码', '320411199001011230'),
      { sheet: '毕业生', row: 2, column: '证件号码', code: 'ID_NUMBER_INVALID', value: '320***********1230' },
    ],
    ['a grade that does not exist', cell('毕业生', 2, '技能证书', '6-18-01-01:九级'), { code: 'CODE_MALFORMED' }],
    ['an occupation twice', cell('毕业生', 2, '意向职业', '6-18-01-01、6180101'), { code: 'REPEATED_ITEM' }],
    ['an unknown occupation', cell('毕业生', 2, '意向职业', '9-99-99-99'), { code: 'UNKNOWN_CODE' }],
    ['an odd region', cell('毕业生', 2, '意向地区', '常州'), { column: '意向地区', code: 'CODE_MALFORMED' }],
    [
      'too many wishes',
      cell('毕业生', 2, '意向地区', Array.from({ length: 11 }, (_, n) => `32${n + 10}`).join('、')),
      { code: 'TOO_MANY_ITEMS' },
    ],
    ['pay upside down', cell('岗位', GW1, '月薪上限', 4000), { column: '月薪上限', code: 'SALARY_ORDER' }],
    ['no pay', cell('岗位', GW1, '月薪下限', null), { column: '月薪下限', code: 'POSTING_MISSING_PAY', value: null }],
    ['nobody wanted', cell('岗位', GW1, '招聘人数', 0), { column: '招聘人数', code: 'NUMBER_OUT_OF_RANGE' }],
    [
      'a limit of age',
      cell('岗位', GW1, '岗位说明', '限 35 岁以下'),
      { sheet: '岗位', row: GW1, column: '岗位说明', code: 'POSTING_AGE_LIMIT', value: '限 35 岁以下' },
    ],
    ['a banned phrase', cell('岗位', GW1, '岗位说明', '女士优先'), { code: 'POSTING_BANNED_PHRASE_GENDER' }],
    [
      'practice by night',
      cell('岗位', GW1, '招聘类型', '实习岗位'),
      { column: '班次', code: 'POSTING_INTERN_AT_NIGHT', value: '倒班' },
    ],
    [
      'an edition nobody knows',
      cell('岗位', GW1, '职业分类版本', '1999'),
      { column: '职业代码', code: 'UNKNOWN_CODE' },
    ],
    ['a day that is past', cell('岗位', GW1, '有效期至', { date: '2026-01-31' }), { code: 'VALIDITY_OUT_OF_RANGE' }],
    ['a firm nobody knows', cell('岗位', GW1, '统一社会信用代码', uscc(777)), { code: 'UNKNOWN_REFERENCE' }],
  ])('refuse %s', async (_title, change, expected) => {
    await city();
    const errors = await errorsOf(await season(change));
    expect(errors).toEqual([expect.objectContaining(expected)]);
    expect(errors[0]?.message).toMatch(/[。]$/);
    expect(await query('SELECT id FROM job_posting')).toEqual([]);
  });

  it('refuse the same offer twice, in one file and beside what is there', async () => {
    await city();
    const twin = (sheets: Season): Season => {
      sheets['岗位']?.push([...(sheets['岗位'][1] as Cell[])]);
      return cell('岗位', 4, '岗位编号', 'GW9')(sheets);
    };
    const duplicate = { sheet: '岗位', row: 4, column: '岗位名称', code: 'POSTING_DUPLICATE' };
    expect(await errorsOf(await season(twin))).toEqual([expect.objectContaining(duplicate)]);
    await season();
    expect(await errorsOf(await season(twin))).toEqual([expect.objectContaining(duplicate)]);
  });

  it('refuse a person at two schools in a year, in one file and beside what is there, and name neither', async () => {
    await city();
    const both = cell('毕业生', 4, '证件号码', idNumber(101));
    const codes = (await errorsOf(await season(both))).map(({ row, code }) => [row, code]);
    expect(codes).toEqual([
      [2, 'DUPLICATE_VALUE'],
      [4, 'DUPLICATE_VALUE'],
    ]);
    await season();
    const { 毕业生: graduates = [] } = both(smallSeason());
    const [error] = await errorsOf(await bringIn({ 毕业生: [graduates[0] as Cell[], graduates[3] as Cell[]] }));
    expect(error).toMatchObject({ code: 'PERSON_ELSEWHERE', value: maskIdNumber(idNumber(101)) });
    expect(error?.message).not.toContain('S1');
    expect(JSON.stringify(await query('SELECT * FROM ledger_import_error'))).not.toContain(idNumber(101));
  });

  it('take a person who graduates again in another year', async () => {
    await city();
    await season();
    const again = smallSeason();
    const [cohortTitles, cohort] = again['毕业生供给'] as Cell[][];
    const [titles, graduate] = again['毕业生'] as Cell[][];
    const sheets = {
      毕业生供给: [cohortTitles, (cohort as Cell[]).with(2, 2027)] as Cell[][],
      毕业生: [titles, (graduate as Cell[]).with(2, 2027).with(3, '990101')] as Cell[][],
    };
    expect((await bringIn(sheets)).counts).toMatchObject({ 毕业生: { created: 1 } });
  });

  it('leave to graduates what is theirs once they took their profile over, and say so', async () => {
    await city();
    await season();
    await query(
      "INSERT INTO user (id, username, display_name, password_hash, password_changed_at) VALUES (71, 'zheng', '示例', 'x', NOW(6))",
    );
    await query(
      "UPDATE graduate SET claimed_user_id = 71, salary_floor = 9000 WHERE student_number = '230101' LIMIT 1",
    );
    const before = (await rowsOf(await exported(), '毕业生'))[1];
    const same = await season();
    expect(same.counts).toMatchObject({ 毕业生: { updated: 0, unchanged: 3 } });
    expect(same.warnings).toEqual([
      expect.objectContaining({
        sheet: '毕业生',
        message: expect.stringMatching(/^第 2 行的毕业生已认领.*未按台账改动。$/) as string,
      }),
    ]);
    await season((sheets) => {
      cell('毕业生', 2, '意向职业', '6-18-01-01')(sheets);
      cell('毕业生', 2, '联系电话', '13700009999')(sheets);
      return cell('毕业生', 2, '姓名', '郑一改')(sheets);
    });
    // The school keeps the register: the name is corrected, all else stays the graduate's.
    expect((await rowsOf(await exported(), '毕业生'))[1]).toBe(before?.replace('郑一', '郑一改'));
    const [error] = await errorsOf(await season(cell('毕业生', 2, '证件号码', idNumber(150))));
    expect(error).toMatchObject({ column: '证件号码', code: 'CLAIMED_PROFILE', value: maskIdNumber(idNumber(150)) });
  });

  it('send shown postings back to the officer when they say something new, and renew what was sent back', async () => {
    await city();
    await season();
    await query("UPDATE job_posting SET status = 'LIVE', taken = 3, submitted_at = '2026-01-01' WHERE code = 'GW1'");
    const statuses = async () =>
      (await query<{ code: string; status: string }>('SELECT code, status FROM job_posting ORDER BY code')).map(
        ({ code, status }) => `${code} ${status}`,
      );
    expect((await season()).counts).toMatchObject({ 岗位: { unchanged: 2 } });
    expect((await season(cell('岗位', GW1, '招聘人数', 6))).counts).toMatchObject({ 岗位: { updated: 1 } });
    expect(await statuses()).toEqual(['GW1 LIVE', 'GW2 SUBMITTED']);
    expect(await query("SELECT DATE(submitted_at) AS day FROM job_posting WHERE code = 'GW1'")).toEqual([
      { day: '2026-01-01' },
    ]);
    expect(await errorsOf(await season(cell('岗位', GW1, '招聘人数', 2)))).toEqual([
      expect.objectContaining({ column: '招聘人数', code: 'HEADS_BELOW_TAKEN' }),
    ]);
    await season(cell('岗位', GW1, '月薪上限', 9000));
    expect(await statuses()).toEqual(['GW1 SUBMITTED', 'GW2 SUBMITTED']);

    const [{ id }] = (await query<{ id: number }>("SELECT id FROM job_posting WHERE code = 'GW2'")) as [{ id: number }];
    await query("UPDATE job_posting SET status = 'REJECTED' WHERE id = ?", [id]);
    await query(
      "INSERT INTO job_posting_finding (job_posting_id, field, rule, message) VALUES (?, 'title', 'OFFICER', '示例')",
      [id],
    );
    expect((await season()).counts).toMatchObject({ 岗位: { updated: 2 } });
    expect(await statuses()).toEqual(['GW1 SUBMITTED', 'GW2 SUBMITTED']);
    expect(await query('SELECT id FROM job_posting_finding')).toEqual([]);
  });

  it('does not overwrite what a graduate wrote between the look and the write: it looks again', async () => {
    await city();
    await season();
    await query(
      "INSERT INTO user (id, username, display_name, password_hash, password_changed_at) VALUES (71, 'zheng', '示例', 'x', NOW(6))",
    );
    const runner = services.dataSource.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `UPDATE graduate g JOIN school s ON s.id = g.school_id
          SET g.claimed_user_id = 71, g.salary_floor = 9000, g.revision = g.revision + 1
        WHERE s.code = 'S1' AND g.student_number = '230101'`,
    );
    const running = season(cell('毕业生', 2, '期望月薪', 4000));
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await runner.commitTransaction();
    await runner.release();
    const ended = await running;
    expect(ended.counts).toMatchObject({ 毕业生: { updated: 0, unchanged: 3 } });
    expect(ended.warnings).toHaveLength(1);
    expect(await query('SELECT salary_floor AS floor, revision FROM graduate WHERE claimed_user_id = 71')).toEqual([
      { floor: 9000, revision: 2 },
    ]);
  });

  it('writes the good rows in partial mode', async () => {
    await city();
    const ended = await bringIn(
      cell('岗位', GW2, '岗位说明', '女士优先')(cell('毕业生', 3, '证件号码', 'x')(smallSeason())),
      ImportMode.PARTIAL,
    );
    expect(ended.status).toBe(ImportStatus.PARTLY_IMPORTED);
    expect(ended.counts).toMatchObject({ 毕业生: { created: 2, rejected: 1 }, 岗位: { created: 1, rejected: 1 } });
  });

  it('are masked for everybody who signs in, and graduates shown to those who may read them alone', async () => {
    await city();
    await season();
    const bureau = await exported(principalOf(Role.HR_BUREAU, { regionPrefix: '3204' }));
    expect((await rowsOf(bureau, '毕业生'))[1]).toContain(maskIdNumber(idNumber(101)));
    expect((await rowsOf(bureau, '毕业生'))[1]).toContain('137****1111');
    expect(bureau.includes(idNumber(101))).toBe(false);
    const economy = await exported(principalOf(Role.ECONOMY_BUREAU, { regionPrefix: '3204' }));
    expect(await rowsOf(economy, '毕业生')).toHaveLength(1);
    expect(await rowsOf(economy, '岗位')).toHaveLength(3);
    const elsewhere = await exported(principalOf(Role.HR_BUREAU, { regionPrefix: '3301' }));
    expect(await rowsOf(elsewhere, '岗位')).toHaveLength(1);
  });
});
