import { Enterprise } from '@sxbq/enterprises';
import { OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { FixedClock, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { School } from '@sxbq/schools';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { smallCity, smallMenu, uscc, workbookFile } from '../../../test/support/ledger-files';
import { principalNamed } from '../../../test/support/identity-services';
import { actingAs, principalOf } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { LedgerExportService } from './ledger-export.service';
import { LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';
import type { LedgerImport } from './persistence/ledger-import.entity';
import { openWorkbook } from './workbook';

type Sheets = ReturnType<typeof smallMenu>;
type Cell = Sheets[string][number][number];

/** Sets one cell of the first row of data. */
const cell =
  (sheet: string, column: string, value: Cell) =>
  (sheets: Sheets): Sheets => {
    const rows = sheets[sheet] as Cell[][];
    (rows[1] as Cell[])[(rows[0] as Cell[]).indexOf(column)] = value;
    return sheets;
  };

describe('ledgers of training menus and needs', () => {
  const clock = new FixedClock(new Date('2026-02-01T02:00:00Z'));
  let services: TestServices;
  let ledgers: LedgerImportService;
  let exports: LedgerExportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule], clock);
    ledgers = services.app.get(LedgerImportService);
    exports = services.app.get(LedgerExportService);
  });
  beforeEach(() => empty());
  afterEach(() => clock.set(new Date('2026-02-01T02:00:00Z')));
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
  async function member(
    role: Role,
    kind: OrganisationKind,
    of: { schoolId?: number; enterpriseId?: number },
  ): Promise<Principal> {
    const username = `u-${role}`.toLowerCase();
    const organisation = { schoolId: null, enterpriseId: null, ...of, code: username, name: username, kind };
    await services.app.get(OrganisationsService, { strict: false }).ensure({ ...organisation, regionPrefix: '3204' });
    await services.app.get(UsersService, { strict: false }).create({
      username,
      displayName: '测试',
      password: 'correct horse battery staple',
      organisationCode: username,
      role,
    });
    return principalNamed(services, username);
  }
  const bringIn = async (sheets: Sheets, by: Principal = SYSTEM_PRINCIPAL): Promise<LedgerImport> => {
    const file = await workbookFile('培训.xlsx', sheets);
    return actingAs(by, () => ledgers.importNow(by, [file], ImportMode.ALL_OR_NOTHING));
  };
  const menu = (change: (sheets: Sheets) => Sheets = (same) => same) => bringIn(change(smallMenu()));
  const errorsOf = async (ended: LedgerImport): Promise<LedgerError[]> => {
    expect(ended.status).toBe(ImportStatus.REFUSED);
    return ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id);
  };
  const query = <T = Record<string, unknown>>(sql: string): Promise<T[]> =>
    services.dataSource.query(sql) as Promise<T[]>;
  const exported = async (by: Principal = SYSTEM_PRINCIPAL): Promise<Buffer> => {
    const out = new PassThrough();
    const written = actingAs(by, () => exports.writeWorkbook(by, out));
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

  it('go in published, change nothing the second time, and come out as they went in', async () => {
    const first = await bringIn({ ...smallCity(), ...smallMenu() });
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, first.id)).toEqual([]);
    expect(first.counts).toMatchObject({ 培训菜单: { created: 2 }, 培训需求: { created: 2 } });
    expect((await menu()).counts).toMatchObject({
      培训菜单: { created: 0, updated: 0, unchanged: 2 },
      培训需求: { created: 0, updated: 0, unchanged: 2 },
    });
    expect(await query('SELECT status, taken, revision FROM training_offer')).toEqual(
      Array(2).fill({ status: 'PUBLISHED', taken: 0, revision: 1 }),
    );
    const out = await exported();
    expect((await rowsOf(out, '培训菜单'))[1]).toContain('车工高级工班');
    expect(await rowsOf(out, '培训需求')).toHaveLength(3);

    await empty();
    const file = { fileName: '导出.xlsx', content: out };
    const back = await actingAs(SYSTEM_PRINCIPAL, () =>
      ledgers.importNow(SYSTEM_PRINCIPAL, [file], ImportMode.ALL_OR_NOTHING),
    );
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, back.id)).toEqual([]);
    expect((await exported()).equals(out)).toBe(true);
  });

  it.each<[title: string, change: (sheets: Sheets) => Sheets, expected: Partial<LedgerError>]>([
    ['no seat', cell('培训菜单', '名额', 0), { sheet: '培训菜单', column: '名额', code: 'NUMBER_OUT_OF_RANGE' }],
    ['a negative price', cell('培训菜单', '每人费用', -1), { column: '每人费用', code: 'NEGATIVE_NUMBER' }],
    ['half a yuan', cell('培训菜单', '每人费用', 0.5), { column: '每人费用' }],
    ['an end before the start', cell('培训菜单', '结束日期', { date: '2026-06-30' }), { code: 'END_BEFORE_START' }],
    ['a last day after the end', cell('培训菜单', '有效期至', { date: '2026-07-21' }), { code: 'END_BEFORE_START' }],
    ['a day that is past', cell('培训菜单', '有效期至', { date: '2026-01-31' }), { code: 'VALIDITY_OUT_OF_RANGE' }],
    ['an edition nobody knows', cell('培训菜单', '职业分类版本', '1999'), { column: '职业代码', code: 'UNKNOWN_CODE' }],
    ['a school nobody knows', cell('培训菜单', '学校代码', 'S9'), { code: 'UNKNOWN_REFERENCE' }],
    ['nobody to train', cell('培训需求', '人数', 0), { sheet: '培训需求', code: 'NUMBER_OUT_OF_RANGE' }],
    ['a negative ceiling', cell('培训需求', '每人费用上限', -1), { column: '每人费用上限' }],
    [
      'a time upside down',
      cell('培训需求', '最早开始日期', { date: '2027-01-01' }),
      { column: '最晚结束日期', code: 'END_BEFORE_START' },
    ],
    ['an edition nobody knows', cell('培训需求', '职业分类版本', '1999'), { code: 'UNKNOWN_CODE' }],
    ['a firm nobody knows', cell('培训需求', '统一社会信用代码', uscc(777)), { code: 'UNKNOWN_REFERENCE' }],
  ])('refuse %s', async (_title, change, expected) => {
    await bringIn(smallCity());
    const errors = await errorsOf(await menu(change));
    expect(errors).toEqual([expect.objectContaining(expected)]);
    expect(errors[0]?.message).toMatch(/。$/);
    expect(await query('SELECT id FROM training_offer UNION ALL SELECT id FROM training_need')).toEqual([]);
  });

  it('correct what is there, publish again what was closed, and leave the seats that are agreed on', async () => {
    await bringIn({ ...smallCity(), ...smallMenu() });
    await query("UPDATE training_offer SET taken = 5 WHERE code = 'CD1'");
    await query("UPDATE training_need SET status = 'CLOSED', taken = 2 WHERE code = 'XQ1'");
    expect((await rowsOf(await exported(), '培训需求')).join()).not.toContain('XQ1');
    expect((await menu(cell('培训菜单', '名额', 6))).counts).toMatchObject({
      培训菜单: { updated: 1, unchanged: 1 },
      培训需求: { updated: 1, unchanged: 1 },
    });
    expect(await query("SELECT status, taken FROM training_need WHERE code = 'XQ1'")).toEqual([
      { status: 'PUBLISHED', taken: 2 },
    ]);
    expect(await errorsOf(await menu(cell('培训菜单', '名额', 4)))).toEqual([
      expect.objectContaining({ column: '名额', code: 'HEADS_BELOW_TAKEN' }),
    ]);
    expect(await errorsOf(await menu(cell('培训需求', '人数', 1)))).toEqual([
      expect.objectContaining({ column: '人数', code: 'HEADS_BELOW_TAKEN' }),
    ]);
  });

  it('leave out of an export what has run out', async () => {
    await bringIn({ ...smallCity(), ...smallMenu() });
    clock.set(new Date('2026-06-30T15:59:00Z'));
    expect(await rowsOf(await exported(), '培训菜单')).toHaveLength(3);
    clock.set(new Date('2026-06-30T16:01:00Z'));
    expect(await rowsOf(await exported(), '培训菜单')).toHaveLength(1);
    expect(await rowsOf(await exported(), '培训需求')).toHaveLength(1);
  });

  it('are brought in by their own side, and read by those who may', async () => {
    await bringIn(smallCity());
    const { manager } = services.dataSource;
    const { id: schoolId } = await manager.findOneByOrFail(School, { code: 'S1' });
    const { id: enterpriseId } = await manager.findOneByOrFail(Enterprise, { uscc: uscc(101) });
    const school = await member(Role.SCHOOL, OrganisationKind.SCHOOL, { schoolId });
    const firm = await member(Role.ENTERPRISE, OrganisationKind.ENTERPRISE, { enterpriseId });
    const { 培训菜单: offers = [], 培训需求: needs = [] } = smallMenu();
    const codes = async (sheets: Sheets, by: Principal) => {
      const ended = await bringIn(sheets, by);
      return (await ledgers.allErrors(by, ended.id)).map(({ sheet, row, code }) => `${sheet} ${row} ${code}`);
    };
    expect(await codes({ 培训菜单: offers }, school)).toEqual(['培训菜单 3 OUT_OF_SCOPE']);
    expect(await codes({ 培训菜单: offers.slice(0, 2) }, school)).toEqual([]);
    expect(await codes({ 培训需求: needs }, school)).toEqual(['培训需求 2 OUT_OF_SCOPE', '培训需求 3 OUT_OF_SCOPE']);
    expect(await codes({ 培训需求: needs }, firm)).toEqual([]);
    expect(await codes({ 培训菜单: offers.slice(0, 2) }, firm)).toEqual(['培训菜单 2 OUT_OF_SCOPE']);
    const inRegion = await exported(principalOf(Role.HR_BUREAU, { regionPrefix: '3204' }));
    expect(await rowsOf(inRegion, '培训需求')).toHaveLength(3);
    const elsewhere = await exported(principalOf(Role.HR_BUREAU, { regionPrefix: '3301' }));
    expect(await rowsOf(elsewhere, '培训菜单')).toHaveLength(1);
    expect(await rowsOf(elsewhere, '培训需求')).toHaveLength(1);
  });
});
