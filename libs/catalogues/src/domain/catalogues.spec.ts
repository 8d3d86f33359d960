import { CatalogueSystem } from './catalogue-system';
import { occupationEntries } from './occupations';
import { shippedEntries } from '../sources/shipped-catalogues';

const entries = shippedEntries();
const find = (system: CatalogueSystem, code: string) =>
  entries.find((entry) => entry.system === system && entry.code === code);

describe('the shipped catalogues', () => {
  it.each([
    [CatalogueSystem.REGION, 1 + 13 + 104 + 67 + 1],
    [CatalogueSystem.INDUSTRY, 1971],
    [CatalogueSystem.OCCUPATION, 1331 + 6 + 63 + 329],
    [CatalogueSystem.SKILL_STANDARD, 701],
    [CatalogueSystem.MAJOR_MOE, 1313],
    [CatalogueSystem.MAJOR_TECH_SCHOOL, 19],
  ])('%s has %d entries', (system, count) => {
    expect(entries.filter((entry) => entry.system === system)).toHaveLength(count);
  });

  it('has no key twice, also not for a collation that ignores case and accents', () => {
    const keys = entries.map(({ system, edition, code }) => `${system}|${edition}|${code.trim().toLowerCase()}`);
    expect(new Set(keys).size).toBe(entries.length);
  });

  it('fits the columns and leaves nothing out', () => {
    const short = (text: string | null, most: number) => text === null || (text !== '' && text.length <= most);
    const unfit = entries.filter(
      ({ edition, code, level, name, source, note }) =>
        ![edition, code, level].every((text) => short(text, 40)) ||
        ![name, source, note].every((text) => short(text, 200)),
    );
    expect(unfit).toEqual([]);
  });

  it.each([CatalogueSystem.REGION, CatalogueSystem.INDUSTRY, CatalogueSystem.OCCUPATION])(
    'knows every parent of %s',
    (system) => {
      const own = entries.filter((entry) => entry.system === system);
      const codes = new Set(own.map((entry) => entry.code));
      expect(own.filter((entry) => entry.parentCode !== null && !codes.has(entry.parentCode))).toEqual([]);
    },
  );

  it('keeps leading zeros', () => expect(find(CatalogueSystem.INDUSTRY, '0111')?.name).toBe('稻谷种植'));

  it('puts the local district under its city and says that its code is no national one', () => {
    expect(find(CatalogueSystem.REGION, '320499')).toMatchObject({
      edition: 'local',
      parentCode: '320400',
      attributes: { local: true },
      note: expect.stringContaining('无国家代码') as string,
    });
  });

  it('puts an occupation under the group its code names where the source says another', () => {
    const row = {
      code: '1-02-03-04',
      name: '某职业',
      major_code: '1',
      major_name: '大',
      mid_code: '1-02',
      mid_name: '中',
    };
    const [, , , occupation] = occupationEntries([{ ...row, minor_code: '1-02-09', minor_name: '小' }]);
    expect(occupation).toMatchObject({ code: '1-02-03-04', parentCode: '1-02' });
  });
});
