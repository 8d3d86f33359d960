import { CatalogueSystem } from './catalogue-system';
import { NewEntry, SourceRow } from './new-entry';

const EDITION = 'GB/T 2260 2023';
const SOURCE = 'GB/T 2260；国家统计局 2023 年统计用区划代码';
const PROVINCE = '320000';

/** 江苏省, its cities and counties, and the streets of 常州; with the one district that has no national code. */
export function regionEntries(cities: SourceRow[], counties: SourceRow[], streets: SourceRow[]): NewEntry[] {
  return [
    region(PROVINCE, '江苏省', null, '省'),
    ...cities.map((city) => region(text(city, 'code6'), text(city, 'name'), PROVINCE, '地级市')),
    ...counties.map(county),
    ...streets.map((street) =>
      region(text(street, 'code9'), text(street, 'name'), text(street, 'county_code'), '乡镇街道'),
    ),
    localDistrict(),
  ];
}

function county(row: SourceRow): NewEntry {
  const functional = row['is_statistical_functional_area'] === '1';
  return {
    ...region(text(row, 'code'), text(row, 'name'), `${text(row, 'city_code4')}00`, functional ? '统计功能区' : '县区'),
    attributes: functional ? { statisticalFunctionalArea: true } : null,
  };
}

/** A development zone that governs itself but that GB/T 2260 does not list; its code is ours and says so. */
function localDistrict(): NewEntry {
  return {
    ...region('320499', '常州经济开发区', '320400', '本地功能区'),
    edition: 'local',
    attributes: { local: true },
    source: '本平台自设',
    note: '无国家代码，仅限本平台使用，不得用于对外报送',
  };
}

function region(code: string, name: string, parentCode: string | null, level: string): NewEntry {
  return {
    system: CatalogueSystem.REGION,
    edition: EDITION,
    code,
    name,
    parentCode,
    level,
    attributes: null,
    source: SOURCE,
    note: null,
  };
}

function text(row: SourceRow, column: string): string {
  return row[column] ?? '';
}
