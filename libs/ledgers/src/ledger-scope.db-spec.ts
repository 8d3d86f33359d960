import { TypeOrmModule } from '@nestjs/typeorm';
import { Enterprise } from '@sxbq/enterprises';
import { MembershipsService, OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { School } from '@sxbq/schools';
import { csvFile, smallCity, uscc, workbookFile } from '../../../test/support/ledger-files';
import { principalNamed } from '../../../test/support/identity-services';
import { actingAs, principalOf } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { LedgerFilesService } from './ledger-files.service';
import { GivenFile, LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';

describe('who may import what', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;
  let bureau: Principal;
  let school: Principal;

  beforeAll(async () => {
    services = await startTestServices([TypeOrmModule.forFeature([School, Enterprise]), LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
    await bringIn(SYSTEM_PRINCIPAL, await workbookFile('城市.xlsx', smallCity()));
    const [row] = (await services.dataSource.query("SELECT id FROM school WHERE code = 'S1'")) as [{ id: number }];
    bureau = await member(Role.HR_BUREAU, { kind: OrganisationKind.BUREAU, regionPrefix: '320411', schoolId: null });
    school = await member(Role.SCHOOL, { kind: OrganisationKind.SCHOOL, regionPrefix: '3204', schoolId: row.id });
  });
  afterAll(() => services.close());

  /** A user of the role in an organisation of their own. */
  async function member(
    role: Role,
    organisation: {
      kind: OrganisationKind;
      regionPrefix: string;
      schoolId: number | null;
      enterpriseId?: number;
    },
  ): Promise<Principal> {
    const code = `org-${role}-${organisation.regionPrefix}`.toLowerCase();
    await services.app
      .get(OrganisationsService, { strict: false })
      .ensure({ enterpriseId: null, ...organisation, code, name: code });
    const username = `u-${role}`.toLowerCase().replace(/_/g, '-');
    await services.app.get(UsersService, { strict: false }).create({
      username,
      displayName: '测试',
      password: 'correct horse battery staple',
      organisationCode: code,
      role,
    });
    return principalNamed(services, username);
  }

  const bringIn = (principal: Principal, file: GivenFile, mode = ImportMode.ALL_OR_NOTHING) =>
    actingAs(principal, () => ledgers.importNow(principal, [file], mode));
  const errorsOf = async (principal: Principal, file: GivenFile): Promise<LedgerError[]> => {
    const ended = await bringIn(principal, file);
    return ledgers.allErrors(principal, ended.id);
  };

  it.each<[title: string, who: () => Principal, file: GivenFile, column: string | null]>([
    [
      'a bureau: a school of its region',
      () => bureau,
      csvFile('学校.csv', [
        ['学校代码', '学校名称', '区划代码'],
        ['S3', '新学校', '320411'],
      ]),
      null,
    ],
    [
      'a bureau: a school elsewhere',
      () => bureau,
      csvFile('学校.csv', [
        ['学校代码', '学校名称', '区划代码'],
        ['S4', '新学校', '320412'],
      ]),
      '学校代码',
    ],
    [
      'a bureau: taking a school over',
      () => bureau,
      csvFile('学校.csv', [
        ['学校代码', '学校名称', '区划代码', '联系电话'],
        ['S2', '示例第二技工学校', '320411', '0519-88888888'],
      ]),
      '学校代码',
    ],
    [
      "a bureau: another region's class",
      () => bureau,
      csvFile('专业.csv', [
        ['学校代码', '专业代码', '专业名称'],
        ['S2', '0109', '新专业'],
      ]),
      '学校代码',
    ],
    [
      'a bureau: an enterprise elsewhere',
      () => bureau,
      csvFile('企业.csv', [
        ['统一社会信用代码', '企业名称', '区划代码'],
        [uscc(300), '外地企业', '310115'],
      ]),
      '统一社会信用代码',
    ],
    [
      'a school: its own major',
      () => school,
      csvFile('专业.csv', [
        ['学校代码', '专业代码', '专业名称'],
        ['S1', '0108', '新专业'],
      ]),
      null,
    ],
    [
      "a school: another school's major",
      () => school,
      csvFile('专业.csv', [
        ['学校代码', '专业代码', '专业名称'],
        ['S2', '0108', '新专业'],
      ]),
      '学校代码',
    ],
    [
      'a school: its contact',
      () => school,
      csvFile('学校.csv', [
        ['学校代码', '学校名称', '统一社会信用代码', '区划代码', '联系人', '联系电话'],
        ['S1', '示例第一技师学院', uscc(1), '320411', '新人', '13800005679'],
      ]),
      null,
    ],
    [
      'a school: its own name',
      () => school,
      csvFile('学校.csv', [
        ['学校代码', '学校名称', '统一社会信用代码', '区划代码'],
        ['S1', '改名学院', uscc(1), '320411'],
      ]),
      '学校名称',
    ],
    [
      'a school: a tier',
      () => school,
      csvFile('学校层次.csv', [
        ['学校代码', '层次', '生效日期'],
        ['S1', '技师学院', '2011-01-01'],
      ]),
      '层次',
    ],
    [
      'a school: the tier it has',
      () => school,
      csvFile('学校层次.csv', [
        ['学校代码', '层次', '生效日期'],
        ['S1', '技师学院', '2015-06-01'],
      ]),
      null,
    ],
    [
      'a school: a quota',
      () => school,
      csvFile('指标.csv', [
        ['学校代码', '年度', '指标代码', '指标值'],
        ['S1', '2025', 'SECONDMENTS', '1'],
      ]),
      '指标值',
    ],
    [
      'a school: an enterprise',
      () => school,
      csvFile('企业.csv', [
        ['统一社会信用代码', '企业名称', '区划代码'],
        [uscc(301), '新企业', '320411'],
      ]),
      '统一社会信用代码',
    ],
    [
      'a school: a record it says is verified',
      () => school,
      csvFile('执行记录.csv', [
        ['协议编号', '记录编号', '活动日期', '活动类型', '已核验'],
        ['XY1', 'R9', '2025-05-05', '联合授课', '是'],
      ]),
      '已核验',
    ],
    [
      'a school: a record',
      () => school,
      csvFile('执行记录.csv', [
        ['协议编号', '记录编号', '活动日期', '活动类型', '已核验'],
        ['XY1', 'R8', '2025-05-05', '联合授课', '否'],
      ]),
      null,
    ],
    [
      "a school: another school's agreement",
      () => school,
      csvFile('协议.csv', [
        ['协议编号', '学校代码', '统一社会信用代码', '协议类型', '签订日期', '生效日期'],
        ['XY3', 'S1', uscc(101), '学徒制', '2025-03-01', '2025-03-01'],
      ]),
      '协议编号',
    ],
    [
      'a school: a filed agreement',
      () => school,
      csvFile('协议.csv', [
        [
          '协议编号',
          '学校代码',
          '统一社会信用代码',
          '协议类型',
          '覆盖专业',
          '签订日期',
          '生效日期',
          '终止日期',
          '备案日期',
          '方案名称',
          '方案批准日期',
        ],
        [
          'XY1',
          'S1',
          uscc(101),
          '紧密型合作、联合培养',
          '0101、0102',
          '2024-12-20',
          '2025-01-01',
          '2029-12-31',
          '2025-01-10',
          '数控合作方案',
          '2025-02-01',
        ],
      ]),
      '终止日期',
    ],
    [
      'a school: a new agreement with its filing date',
      () => school,
      csvFile('协议.csv', [
        ['协议编号', '学校代码', '统一社会信用代码', '协议类型', '签订日期', '生效日期', '备案日期'],
        ['XY8', 'S1', uscc(101), '学徒制', '2025-03-01', '2025-03-01', '2025-03-02'],
      ]),
      '备案日期',
    ],
    [
      'a school: a new agreement',
      () => school,
      csvFile('协议.csv', [
        ['协议编号', '学校代码', '统一社会信用代码', '协议类型', '签订日期', '生效日期'],
        ['XY9', 'S1', uscc(101), '学徒制', '2025-03-01', '2025-03-01'],
      ]),
      null,
    ],
  ])('%s', async (_title, who, file, column) => {
    const errors = await errorsOf(who(), file);
    expect(errors.map((error) => [error.column, error.code])).toEqual(
      column === null ? [] : [[column, 'OUT_OF_SCOPE']],
    );
  });

  it.each([Role.INSPECTOR, Role.ECONOMY_BUREAU, Role.GRADUATE, Role.SYSTEM_ADMINISTRATOR])(
    '%s may not import at all, nor upload',
    async (role) => {
      const nobody = principalOf(role, { regionPrefix: '3204', enterpriseId: 1 });
      await expect(bringIn(nobody, csvFile('学校.csv', [['学校代码']]))).rejects.toMatchObject({ code: 'FORBIDDEN' });
      const upload = services.app.get(LedgerFilesService).store(nobody, 'a.csv', [Buffer.from('x')]);
      await expect(upload).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('lets an enterprise bring in its own postings and nothing else, and tells it nothing about others', async () => {
    const [own] = (await services.dataSource.query('SELECT id FROM enterprise WHERE uscc = ?', [uscc(101)])) as [
      { id: number },
    ];
    const firm = await member(Role.ENTERPRISE, {
      kind: OrganisationKind.ENTERPRISE,
      regionPrefix: '320411',
      schoolId: null,
      enterpriseId: own.id,
    });
    const postings = ['统一社会信用代码', '岗位编号', '招聘类型', '岗位名称', '职业分类版本', '职业代码', '招聘人数'];
    const titles = [...postings, '月薪下限', '月薪上限', '工作地区', '有效期至'];
    const until = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const posting = (of: string): string[] => [
      of,
      'GW1',
      '就业岗位',
      '车工',
      '2022 draft',
      '6-18-01-01',
      '5',
      '6000',
      '8000',
      '320411',
      until,
    ];
    expect(await errorsOf(firm, csvFile('岗位.csv', [titles, posting(uscc(101))]))).toEqual([]);
    const told = async (code: string): Promise<unknown[]> =>
      (await errorsOf(firm, csvFile('岗位.csv', [titles, posting(code)]))).map((error) => [error.code, error.message]);
    const known = await told(uscc(102));
    expect(known).toEqual([['OUT_OF_SCOPE', expect.any(String)]]);
    expect(await told(uscc(999))).toEqual(known);
    for (const [name, rows] of Object.entries(smallCity())) {
      const errors = await errorsOf(firm, await workbookFile('别的.xlsx', { [name]: rows }));
      expect(new Set(errors.map(({ code, value }) => `${code} ${value}`))).toEqual(new Set(['OUT_OF_SCOPE null']));
    }
    expect(await errorsOf(bureau, csvFile('岗位.csv', [titles, posting(uscc(101))]))).toEqual([]);
    const fromSchool = await errorsOf(school, csvFile('岗位.csv', [titles, posting(uscc(101))]));
    expect(fromSchool.map(({ code }) => code)).toEqual(['OUT_OF_SCOPE']);
    const elsewhere = await errorsOf(bureau, csvFile('岗位.csv', [titles, posting(uscc(102))]));
    expect(elsewhere.map(({ code }) => code)).toEqual(['OUT_OF_SCOPE']);
  });

  it("shows an organisation its own imports only, and takes nobody else's files", async () => {
    const file = csvFile('专业.csv', [
      ['学校代码', '专业代码', '专业名称'],
      ['S1', '0107', '专业'],
    ]);
    const { id } = await bringIn(school, file);
    expect((await ledgers.get(school, id)).status).toBe(ImportStatus.IMPORTED);
    await expect(ledgers.get(bureau, id)).rejects.toMatchObject({ code: 'LEDGER_IMPORT_NOT_FOUND' });
    await expect(ledgers.errors(bureau, id, { limit: 10, offset: 0 })).rejects.toMatchObject({
      code: 'LEDGER_IMPORT_NOT_FOUND',
    });
    expect((await ledgers.list(bureau, { limit: 100, offset: 0 })).items.map((item) => item.id)).not.toContain(id);
    const stored = await services.app.get(LedgerFilesService).store(school, file.fileName, [file.content]);
    await expect(ledgers.request(bureau, [stored.id], ImportMode.PARTIAL)).rejects.toMatchObject({
      code: 'LEDGER_FILE_NOT_FOUND',
    });
    const { id: requested } = await ledgers.request(school, [stored.id], ImportMode.PARTIAL);
    await expect(ledgers.request(school, [stored.id], ImportMode.PARTIAL)).rejects.toMatchObject({
      code: 'LEDGER_FILE_ALREADY_USED',
    });
    expect((await ledgers.perform(requested)).status).toBe(ImportStatus.IMPORTED);
  });

  it('asks for the rights again when the import runs', async () => {
    const file = csvFile('专业.csv', [
      ['学校代码', '专业代码', '专业名称'],
      ['S1', '0106', '专业'],
    ]);
    const stored = await services.app.get(LedgerFilesService).store(school, file.fileName, [file.content]);
    const { id } = await ledgers.request(school, [stored.id], ImportMode.ALL_OR_NOTHING);
    const majors = () => services.dataSource.query('SELECT id FROM school_major ORDER BY id') as Promise<object[]>;
    const before = await majors();
    const { membershipId, userId } = school;
    await services.app.get(MembershipsService, { strict: false }).remove(SYSTEM_PRINCIPAL, membershipId as number);
    expect(await ledgers.perform(id)).toMatchObject({
      status: ImportStatus.FAILED,
      failureCode: 'LEDGER_OWNER_LOST_RIGHTS',
    });
    const [entry] = (await services.dataSource.query('SELECT * FROM audit_entry ORDER BY id DESC LIMIT 1')) as object[];
    expect(entry).toMatchObject({
      action: 'ledgers.import',
      object_id: String(id),
      result: 'REFUSED',
      actor_user_id: userId,
      actor_membership_id: membershipId,
      actor_role: Role.SCHOOL,
    });
    expect(await majors()).toEqual(before);
  });
});
