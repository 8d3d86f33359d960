import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { createHash } from 'node:crypto';
import { encode } from 'iconv-lite';
import { csvFile, idNumber, smallCity, uscc, workbookFile } from '../../../test/support/ledger-files';
import { actingAs, tracesOf } from '../../../test/support/programme';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ImportMode, ImportStatus } from './domain/import-status';
import { totalOf } from './domain/sheet-counts';
import { GivenFile, LedgerImportService } from './ledger-import.service';
import { LedgersModule } from './ledgers.module';
import type { LedgerImport } from './persistence/ledger-import.entity';

describe('importing ledgers', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    ledgers = services.app.get(LedgerImportService);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  const bringIn = async (...files: GivenFile[]): Promise<LedgerImport> => {
    const ended = await actingAs(SYSTEM_PRINCIPAL, () =>
      ledgers.importNow(SYSTEM_PRINCIPAL, files, ImportMode.ALL_OR_NOTHING),
    );
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, ended.id)).toEqual([]);
    expect(ended.status).toBe(ImportStatus.IMPORTED);
    return ended;
  };
  const sums = (ended: LedgerImport) => totalOf(ended.counts ?? {});
  const rows = <T>(sql: string): Promise<T[]> => services.dataSource.query(sql);

  it('writes every sheet; the second time it changes nothing and says so', async () => {
    const file = await workbookFile('城市.xlsx', smallCity());
    expect(sums(await bringIn(file))).toEqual({ created: 28, updated: 0, unchanged: 0, rejected: 0 });
    const stamps = () =>
      rows(
        `SELECT (SELECT MAX(changed_at) FROM school) s, (SELECT MAX(changed_at) FROM enterprise) e,
                (SELECT MAX(changed_at) FROM agreement) a, (SELECT SUM(revision) FROM agreement) r,
                (SELECT MAX(changed_at) FROM school_class) c, (SELECT COUNT(*) FROM agreement_event) h`,
      );
    const before = await stamps();
    let again: LedgerImport | undefined;
    const { events } = await tracesOf(services.dataSource, async () => (again = await bringIn(file)));
    expect(sums(again as LedgerImport)).toEqual({ created: 0, updated: 0, unchanged: 28, rejected: 0 });
    expect(await stamps()).toEqual(before);
    expect(events).toEqual([]);
  });

  it('derives the status of an agreement from its dates, and keeps majors, plan and history', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    expect(await rows('SELECT code, status, kinds, filed_on FROM agreement ORDER BY code')).toEqual([
      { code: 'XY1', status: 'FILED', kinds: 'CLOSE,JOINT_TRAINING', filed_on: '2025-01-10' },
      { code: 'XY2', status: 'TERMINATED', kinds: 'INTERNSHIP', filed_on: '2024-05-10' },
      { code: 'XY3', status: 'SIGNED', kinds: 'APPRENTICESHIP', filed_on: null },
    ]);
    expect(await rows('SELECT name, approved_on FROM cooperation_plan')).toEqual([
      { name: '数控合作方案', approved_on: '2025-02-01' },
    ]);
    expect(await rows('SELECT COUNT(*) AS n FROM agreement_major')).toEqual([{ n: '3' }]);
    expect(await rows('SELECT kind, to_status FROM agreement_event ORDER BY id LIMIT 1')).toEqual([
      { kind: 'IMPORTED', to_status: 'FILED' },
    ]);
  });

  it('updates what differs and nothing else', async () => {
    const city = smallCity();
    await bringIn(await workbookFile('城市.xlsx', city));
    (city['学校']?.[1] as unknown[])[5] = '13900009999';
    const agreement = city['协议']?.[3] as unknown[];
    agreement[4] = null;
    agreement[8] = { date: '2025-03-20' };
    agreement[10] = '补签方案';
    (city['培训学员']?.[2] as unknown[])[4] = '合格';
    const ended = await bringIn(await workbookFile('城市.xlsx', city));
    expect(ended.counts).toMatchObject({
      学校: { updated: 1, unchanged: 1 },
      协议: { updated: 1, unchanged: 2 },
      培训学员: { updated: 1 },
    });
    expect(sums(ended)).toMatchObject({ created: 0, updated: 3 });
    expect(await rows("SELECT revision FROM school WHERE code = 'S1'")).toEqual([{ revision: 2 }]);
    expect(await rows("SELECT status, revision FROM agreement WHERE code = 'XY3'")).toEqual([
      { status: 'FILED', revision: 2 },
    ]);
    expect(await rows('SELECT COUNT(*) AS n FROM agreement_major')).toEqual([{ n: '2' }]);
    expect(
      await rows('SELECT from_status, to_status, diff FROM agreement_event ORDER BY id DESC LIMIT 1'),
    ).toMatchObject([{ from_status: 'SIGNED', to_status: 'FILED' }]);
    expect(await rows('SELECT passed FROM trainee WHERE passed = 0')).toEqual([]);
  });

  it('keeps ID numbers and phones encrypted, with a blind index, nowhere in clear', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    const [trainee] = await rows<{ id_number: string; person_key: string }>(
      'SELECT id_number, person_key FROM trainee',
    );
    expect(trainee?.id_number).toMatch(/^aes\.@:/);
    expect(trainee?.person_key).toHaveLength(43);
    const tables = [
      'trainee',
      'school',
      'enterprise',
      'ledger_import',
      'ledger_import_error',
      'audit_entry',
      'outbox_event',
    ];
    for (const table of tables) {
      const text = JSON.stringify(await rows(`SELECT * FROM ${table}`));
      expect(text).not.toContain(idNumber(1));
      expect(text).not.toContain('13800005678');
    }
    const [chunk] = await rows<{ sealed: Buffer }>('SELECT sealed FROM ledger_file_chunk');
    expect(chunk?.sealed.includes(Buffer.from('PK\u0003\u0004'))).toBe(false);
  });

  it('audits the file, the request and the outcome with the hash of every file; one event per kind of fact', async () => {
    const file = await workbookFile('城市.xlsx', smallCity());
    const { audit, events } = await tracesOf(services.dataSource, () => bringIn(file));
    const sha256 = createHash('sha256').update(file.content).digest('hex');
    expect(audit.map(({ action }) => action)).toEqual([
      'ledgers.beginUpload',
      'ledgers.storeFile',
      'ledgers.requestImport',
      'ledgers.import',
    ]);
    expect(audit[3]).toMatchObject({
      action: 'ledgers.import',
      details: { status: 'IMPORTED', files: [{ sha256, byteSize: file.content.length }] },
    });
    const schools = await rows<{ id: number; code: string }>('SELECT id, code FROM school ORDER BY code');
    const [first, second] = schools.map(({ id }) => id);
    expect(events).toHaveLength(8);
    expect(events).toContainEqual({ fact: 'SCHOOL', schoolIds: [first, second] });
    expect(events).toContainEqual({ fact: 'AGREEMENT', schoolIds: [first, second] });
    expect(events).toContainEqual({ fact: 'TRAINING', schoolIds: [first] });
    expect(events).toContainEqual({ fact: 'QUOTA', schoolIds: [first] });
  });

  it('takes several files as one import, whatever their order, form and encoding', async () => {
    const { 培训学员: _trainees, 企业培训: _trainings, 学校: schools, ...rest } = smallCity();
    const trainings = csvFile('企业培训.csv', [
      ['2025 年企业培训一览表'],
      ['培训编号＊', '学校 代码', '统一社会信用代码', '职业代码', '职业名称', '等级（级）', '开始日期', '结束日期'],
      ['PX1', 'S1', uscc(101), '6-18-01-01', '车工', '高级工', '2025.3.1', '2025年5月1日'],
      ['合计', '', '', '1'],
    ]);
    const trainees: GivenFile = {
      fileName: '培训学员.csv',
      content: encode(
        `培训编号,姓名,证件号码,证书编号,是否合格\r\nPX1,王五,${idNumber(1).toLowerCase()},ZS-1,√\r\n`,
        'gb18030',
      ),
    };
    const ended = await bringIn(
      trainees,
      trainings,
      await workbookFile('其余.xlsx', rest),
      await workbookFile('学校.xlsx', { 学校: schools ?? [] }),
    );
    expect(ended.counts).toMatchObject({ 学校: { created: 2 }, 企业培训: { created: 1 }, 培训学员: { created: 1 } });
    expect(await rows('SELECT grade, starts_on, ends_on FROM training_session')).toEqual([
      { grade: 3, starts_on: '2025-03-01', ends_on: '2025-05-01' },
    ]);
  });

  it('takes two files of one name', async () => {
    const header = ['学校代码', '学校名称', '区划代码'];
    const ended = await bringIn(
      csvFile('学校.csv', [header, ['S1', '示例一', '320411']]),
      csvFile('学校.csv', [header, ['S2', '示例二', '320411'], ['S1', '示例一', '320411']]),
    );
    expect(ended.counts).toEqual({ 学校: { created: 2, updated: 0, unchanged: 0, rejected: 0 } });
    expect(ended.sheets?.map(({ file }) => file)).toEqual(['学校.csv', '学校 (2).csv']);
  });

  it('finds rows of the database that the file refers to, in any letter case', async () => {
    await bringIn(await workbookFile('城市.xlsx', smallCity()));
    const ended = await bringIn(
      csvFile('专业.csv', [
        ['学校代码', '专业代码', '专业名称'],
        ['s1', '0103', '模具制造'],
      ]),
    );
    expect(ended.counts).toMatchObject({ 专业: { created: 1 } });
  });

  it('warns of columns and sheets it passed over', async () => {
    const file = await workbookFile('表.xlsx', {
      填写说明: [['请按要求填写']],
      学校: [
        ['学校代码', '学校名称', '区划代码', '校长', '备注'],
        ['S9', '示例学校', '320411', '某某', '无'],
      ],
    });
    const { warnings } = await bringIn(file);
    expect(warnings?.map(({ sheet, column }) => [sheet, column])).toEqual([
      ['填写说明', null],
      ['学校', '校长'],
    ]);
  });
});
