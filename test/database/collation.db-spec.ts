import { serviceModules } from '../../apps/cli/src/cli.module';
import { startTestServices, TestServices } from '../support/test-database';

describe('how texts are compared', () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await startTestServices(serviceModules);
    await services.owner.query("INSERT INTO school (id, code, name, region_code) VALUES (1, 'S1', '示例', '320411')");
  });
  afterAll(() => services.close());

  it('is one way for every text column, so that no comparison mixes two', async () => {
    const columns = await services.owner.query<{ collation: string }[]>(
      `SELECT DISTINCT COLLATION_NAME AS collation FROM information_schema.COLUMNS
        WHERE TABLE_SCHEMA = DATABASE() AND CHARACTER_SET_NAME = 'utf8mb4' AND COLLATION_NAME NOT LIKE '%\\_bin'`,
    );
    expect(columns).toEqual([{ collation: 'utf8mb4_unicode_520_ci' }]);
    const tables = await services.owner.query<{ collation: string }[]>(
      `SELECT DISTINCT TABLE_COLLATION AS collation FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'`,
    );
    expect(tables).toEqual([{ collation: 'utf8mb4_unicode_520_ci' }]);
  });

  it('takes characters beyond the basic plane for different ones, in keys and in searches', async () => {
    const members = ['示𠮷', '示𡃁', '示😀'].map((name) => [1, name, '示例', 'SCHOOL', '2025-01-01']);
    await services.owner.query(
      'INSERT INTO committee_member (school_id, name, employer, affiliation, starts_on) VALUES ?',
      [members],
    );
    const found = (sql: string) =>
      services.dataSource.query<{ name: string }[]>(`SELECT name FROM committee_member ${sql}`);
    expect(await found("WHERE name = '示𠮷'")).toEqual([{ name: '示𠮷' }]);
    expect(await found("WHERE name LIKE '%𡃁%'")).toEqual([{ name: '示𡃁' }]);
    await services.owner.query(
      "INSERT INTO school_major (school_id, code, name) VALUES (1, 'a𠮷', '甲'), (1, 'a𡃁', '乙')",
    );
    await expect(
      services.owner.query("INSERT INTO school_major (school_id, code, name) VALUES (1, 'A𠮷', '丙')"),
    ).rejects.toThrow(/Duplicate entry/);
  });

  it('leaves look-ups by name and joins of texts their indexes', async () => {
    const keyOf = async (sql: string): Promise<(string | null)[]> =>
      (await services.dataSource.query<{ key: string | null }[]>(`EXPLAIN ${sql}`)).map(({ key }) => key);
    expect(
      await keyOf(
        "SELECT employer FROM committee_member WHERE (school_id, name, starts_on) IN ((1, '示𠮷', '2025-01-01'), (1, '示', '2025-01-01'))",
      ),
    ).toEqual(['ix_committee_member_school_id_name_starts_on']);
    expect(
      await keyOf(
        "SELECT STRAIGHT_JOIN m.name FROM (SELECT 1 AS id, 'a' AS code UNION ALL SELECT 2, 'b') g JOIN school_major m FORCE INDEX (ix_school_major_school_id_code) ON m.school_id = g.id AND m.code = g.code",
      ),
    ).toContain('ix_school_major_school_id_code');
  });
});
