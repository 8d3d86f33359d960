import { CatalogueSystem } from './catalogue-system';
import { occupationEntries } from './occupations';
import { shippedEntries, shippedMajorOccupations, shippedSkillFunctions } from '../sources/shipped-catalogues';
import { skillFunctionRows, UNKNOWN_EDITION } from './skill-functions';

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

describe('the shipped links of majors, occupations and work functions', () => {
  it('are as many as the files have, each once', () => {
    const links = shippedMajorOccupations();
    expect(links).toHaveLength(4628);
    expect(new Set(links.map((row) => `${row.majorCode}|${row.occupationCode}`)).size).toBe(4628);
    const functions = shippedSkillFunctions();
    expect(functions).toHaveLength(6661);
    expect(new Set(functions.map((row) => `${row.occupationCode}|${row.grade}|${row.name}`)).size).toBe(6661);
  });

  it('name occupations of the edition they say', () => {
    const known = new Set(entries.filter(({ edition }) => edition === '2022 draft').map(({ code }) => code));
    const named = [...shippedMajorOccupations(), ...shippedSkillFunctions()].filter(
      ({ occupationEdition }) => occupationEdition === '2022 draft',
    );
    expect(named.filter(({ occupationCode }) => !known.has(occupationCode))).toEqual([]);
  });

  it('weigh the work functions of an occupation and a grade by 100 in all', () => {
    const sums = new Map<string, number>();
    for (const { occupationCode, grade, weight } of shippedSkillFunctions()) {
      const key = `${occupationCode}|${grade}`;
      sums.set(key, (sums.get(key) ?? 0) + weight);
    }
    expect(sums.size).toBe(1542);
    expect([...sums.values()].filter((sum) => sum !== 100)).toEqual([]);
  });

  it.each([
    ['保育师', '2022 draft'],
    ['保育师L', '2022 draft'],
    ['保育师（托育）', '2022 draft'],
    ['育婴员', UNKNOWN_EDITION],
  ])('tell by its name whether the code of %s is of the edition we have', (name, edition) => {
    const functions = [
      {
        occupation_code: '4-10-01-03',
        occupation_name: name,
        grade: 'L3',
        work_function: '照护',
        skill_weight_pct: '100',
        standard_edition: '2021',
      },
    ];
    expect(skillFunctionRows(functions, [{ code: '4-10-01-03', name: '保育师' }])).toEqual([
      expect.objectContaining({ occupationEdition: edition, grade: 3, weight: 100 }),
    ]);
  });
});
