import { CatalogueSystem } from './catalogue-system';
import { NewEntry, SourceRow } from './new-entry';

/** GB/T 4754-2017: 门类 (a letter), 大类, 中类, 小类. */
export function industryEntries(rows: SourceRow[]): NewEntry[] {
  return rows.map((row) => ({
    system: CatalogueSystem.INDUSTRY,
    edition: 'GB/T 4754-2017',
    code: row['code'] ?? '',
    name: row['name'] ?? '',
    parentCode: row['parent_code'] || null,
    level: row['level_zh'] || null,
    attributes: { section: row['section'], ...(row['name_variant'] ? { nameVariant: row['name_variant'] } : {}) },
    source: 'GB/T 4754-2017 国民经济行业分类',
    note: null,
  }));
}
