import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { REGION_CODES } from '../facts/enterprises';
import { FICTIONAL_ID_AREAS } from '../identities';
import { CITY_PLAN } from '../plan';
import { INDUSTRY_WORDS } from './industries';
import { MAJOR_WORDS } from './majors';

const DATA = resolve(__dirname, '../../../../../libs/catalogues/src/data');

function catalogue(file: string): Record<string, string>[] {
  return parse(readFileSync(resolve(DATA, file)), { columns: true, bom: true });
}

describe('the words of the sample city', () => {
  it('are industries of GB/T 4754-2017, at the finest level', () => {
    const classes = catalogue('gbt4754_2017.csv').filter((row) => row['level_zh'] === '小类');
    const known = new Set(classes.map((row) => row['code']));
    expect(INDUSTRY_WORDS.filter(({ code }) => !known.has(code))).toEqual([]);
  });

  it('are occupations of the 2022 list, under their own names', () => {
    const known = new Map(catalogue('occupations_2022_draft.csv').map((row) => [row['code'], row['name']]));
    expect(MAJOR_WORDS.filter((word) => known.get(word.occupationCode) !== word.occupationName)).toEqual([]);
  });

  it('are majors that some catalogue names', () => {
    const technical = catalogue('tech_school_majors_partial.csv').map((row) => row['major_name']);
    const secondary = catalogue('moe_vocational_majors_2021.csv').map((row) => row['name']);
    const known = new Set([...technical, ...secondary]);
    expect(MAJOR_WORDS.filter(({ name }) => !known.has(name))).toEqual([]);
  });

  it('are regions that exist, and areas that are statistical only', () => {
    const counties = catalogue('jiangsu_counties.csv');
    const known = new Set(counties.map((row) => row['code']));
    const statistical = counties.filter((row) => row['is_statistical_functional_area'] === '1');
    expect(
      [...REGION_CODES, ...CITY_PLAN.map(({ regionCode }) => regionCode)].filter((code) => !known.has(code)),
    ).toEqual([]);
    expect(statistical.map((row) => row['code']).sort()).toEqual([...FICTIONAL_ID_AREAS].sort());
  });
});
