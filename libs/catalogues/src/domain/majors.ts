import { CatalogueSystem } from './catalogue-system';
import { NewEntry, SourceRow } from './new-entry';

/** 职业教育专业目录 2021 with the additions of 2025. These are codes of the Ministry of Education. */
export function moeMajorEntries(rows: SourceRow[]): NewEntry[] {
  return rows.map((row) => {
    const [, categoryCode, categoryName] = /^(\d+)(.*)$/.exec(row['category'] ?? '') ?? [];
    return {
      system: CatalogueSystem.MAJOR_MOE,
      edition: row['catalog']?.startsWith('2025') ? '2025 additions' : '2021',
      code: row['code'] ?? '',
      name: row['name'] ?? '',
      parentCode: categoryCode ?? null,
      level: row['level_zh'] || null,
      attributes: categoryName ? { category: categoryName } : null,
      source: `教育部${row['catalog'] ?? ''}`,
      note: '教育部专业代码，不是技工院校专业代码',
    };
  });
}

/** Majors of 技工院校 as found in public documents: names only, so the name stands in for the code. */
export function techSchoolMajorEntries(rows: SourceRow[]): NewEntry[] {
  return rows.map((row) => ({
    system: CatalogueSystem.MAJOR_TECH_SCHOOL,
    edition: 'found',
    code: row['major_name'] ?? '',
    name: row['major_name'] ?? '',
    parentCode: null,
    level: null,
    attributes: {
      trainingLevels: row['training_level'] ? row['training_level'].split('|') : [],
      ...(row['years'] ? { years: Number(row['years']) } : {}),
    },
    source: (row['source'] ?? '').slice(0, 200),
    note: '公开资料中见到的名称，无官方代码，不完整',
  }));
}
