import { CatalogueSystem } from './catalogue-system';
import { NewEntry, SourceRow } from './new-entry';

/**
 * National skill standards. One occupation may have several in one edition, so the code is 'occupation/name'; the
 * parent is the occupation's code, which for some is one of an older edition of the occupations.
 */
export function skillStandardEntries(rows: SourceRow[]): NewEntry[] {
  return rows.map((row) => {
    const occupationCode = row['occupation_code'] ?? '';
    const name = row['standard_name'] ?? '';
    const grades = row['grades_parsed'] ? row['grades_parsed'].split('|') : [];
    return {
      system: CatalogueSystem.SKILL_STANDARD,
      edition: row['edition_year_parsed'] || 'undated',
      code: `${occupationCode}/${name}`,
      name,
      parentCode: occupationCode,
      level: null,
      attributes: { grades },
      source: '国家职业技能标准目录',
      note: row['code_in_occupations_2022_draft'] === '1' ? null : '职业代码为旧版大典代码',
    };
  });
}
