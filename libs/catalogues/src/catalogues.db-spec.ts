import { FixedClock } from '@sxbq/kernel';
import { startIdentityServices } from '../../../test/support/identity-services';
import { TestServices } from '../../../test/support/test-database';
import { CataloguesModule, CataloguesService, CatalogueSort, CatalogueSystem } from './index';

const PAGE = { limit: 20, offset: 0 };

describe('catalogues', () => {
  const clock = new FixedClock(new Date('2026-03-02T00:00:00Z'));
  let services: TestServices;
  let catalogues: CataloguesService;

  beforeAll(async () => {
    services = await startIdentityServices(clock, [CataloguesModule]);
    catalogues = services.app.get(CataloguesService);
  });
  afterAll(() => services.close());

  const query = <T>(sql: string) => services.dataSource.query(sql) as Promise<T[]>;

  it('loads all once, and nothing the second time', async () => {
    const first = await catalogues.load();
    expect(first.added).toBe(first.entries);
    const before = await query('SELECT * FROM catalogue_entry ORDER BY id');
    expect(await catalogues.load()).toEqual({ entries: first.entries, added: 0 });
    expect(await query('SELECT * FROM catalogue_entry ORDER BY id')).toEqual(before);
    expect(await query("SELECT 1 FROM audit_entry WHERE action = 'catalogues.load'")).toHaveLength(1);
  });

  it('loads once when two processes load in the same moment', async () => {
    await services.empty();
    const [one, other] = await Promise.all([catalogues.load(), catalogues.load()]);
    expect(one.added + other.added).toBe(one.entries);
    const [stored] = await query<{ count: number }>(
      `SELECT (SELECT COUNT(*) FROM catalogue_entry) + (SELECT COUNT(*) FROM major_occupation)
              + (SELECT COUNT(*) FROM skill_function) AS count`,
    );
    expect(Number(stored?.count)).toBe(one.entries);
  });

  it('adds what is missing and overwrites nothing', async () => {
    await query("DELETE FROM catalogue_entry WHERE `system` = 'REGION' AND code = '320402'");
    await query("UPDATE catalogue_entry SET name = '本地改名' WHERE `system` = 'REGION' AND code = '320404'");
    expect((await catalogues.load()).added).toBe(1);
    expect(await query("SELECT name FROM catalogue_entry WHERE `system` = 'REGION' AND code = '320404'")).toEqual([
      { name: '本地改名' },
    ]);
  });

  it('keeps the same code of two editions apart', async () => {
    await query(
      `INSERT INTO catalogue_entry (\`system\`, edition, code, name, source)
       VALUES ('OCCUPATION', '2015', '4-06-01-01', '物业管理员', 'test')`,
    );
    const { items } = await catalogues.list(
      { system: CatalogueSystem.OCCUPATION, search: '4-06-01-01' },
      CatalogueSort.CODE,
      PAGE,
    );
    expect(items.map(({ edition, name }) => [edition, name])).toEqual([
      ['2015', '物业管理员'],
      ['2022 draft', '物业管理师'],
    ]);
  });

  it('knows the codes that a record may carry', async () => {
    const regions = await catalogues.knownCodes(CatalogueSystem.REGION);
    for (const code of ['320000', '320400', '320402', '320499', '320402001']) expect(regions.has(code)).toBe(true);
    expect(regions.has('999999')).toBe(false);
    const industries = await catalogues.knownCodes(CatalogueSystem.INDUSTRY);
    for (const code of ['C', '36', '361', '3611']) expect(industries.has(code)).toBe(true);
    const occupations = await catalogues.knownCodes(CatalogueSystem.OCCUPATION);
    expect(occupations.has('6-18-01-01')).toBe(true);
    expect(occupations.has('2-02-09-06')).toBe(true); // known from its skill standard alone
    expect(occupations.has('6-18-01')).toBe(false); // a group
    expect(occupations.has('6-18-01-01/车工')).toBe(false);
  });

  it('sees codes added by another process within a minute', async () => {
    await catalogues.knownCodes(CatalogueSystem.REGION);
    await query(
      "INSERT INTO catalogue_entry (`system`, edition, code, name, source) VALUES ('REGION', 'local', '320498', '新区', 't')",
    );
    expect((await catalogues.knownCodes(CatalogueSystem.REGION)).has('320498')).toBe(false);
    clock.set(new Date('2026-03-02T00:01:00Z'));
    expect((await catalogues.knownCodes(CatalogueSystem.REGION)).has('320498')).toBe(true);
  });

  it('finds by part of a name and by the beginning of a code, literally', async () => {
    const codes = async (search: string, system = CatalogueSystem.REGION) =>
      (await catalogues.list({ system, search }, CatalogueSort.CODE, PAGE)).items.map(({ code }) => code);
    expect(await codes('天宁区')).toEqual(['320402']);
    expect(await codes('32041')).toContain('320411');
    expect(await codes('%')).toEqual([]);
    expect(await codes('_')).toEqual([]);
  });

  it('counts all and gives a page, by parent and level', async () => {
    const filter = { system: CatalogueSystem.INDUSTRY, parentCode: 'C' };
    const page = await catalogues.list(filter, CatalogueSort.NAME, { limit: 5, offset: 0 });
    expect(page.items).toHaveLength(5);
    expect(page.total).toBe(31);
    const tooMuch = catalogues.list(filter, CatalogueSort.CODE, { limit: 10_000, offset: 0 });
    await expect(tooMuch).rejects.toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE' });
  });
});
