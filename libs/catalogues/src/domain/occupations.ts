import { CatalogueSystem } from './catalogue-system';
import { NewEntry, SourceRow } from './new-entry';

const NOTE = '征求意见稿，1639 个职业中收录 1331 个';

/** The edition that the shipped list, and what refers to it, belongs to. */
export const OCCUPATION_EDITION = '2022 draft';

/** What an occupation, as against a group of them, is called. */
export const OCCUPATION_LEVEL = '职业';

/** 职业分类大典 2022, draft for comment: 大类, 中类, 小类, 职业. */
export function occupationEntries(rows: SourceRow[]): NewEntry[] {
  const groups = groupEntries(rows);
  return [...groups.values(), ...rows.map((row) => occupation(row, groups))];
}

function occupation(row: SourceRow, groups: ReadonlyMap<string, NewEntry>): NewEntry {
  const code = row['code'] ?? '';
  const marks = { green: row['is_green_L'] === '1', digital: row['is_digital_S'] === '1' };
  return { ...entry(code, row['name'], parentOf(code, groups), OCCUPATION_LEVEL), attributes: marks };
}

/** The groups named on the rows; the first naming of a code counts. */
function groupEntries(rows: SourceRow[]): ReadonlyMap<string, NewEntry> {
  const groups = new Map<string, NewEntry>();
  const add = (code: string | undefined, name: string | undefined, level: string) => {
    if (code && !groups.has(code)) groups.set(code, entry(code, name, parentOf(code, groups), level));
  };
  for (const row of rows) {
    add(row['major_code'], row['major_name'], '大类');
    add(row['mid_code'], row['mid_name'], '中类');
    add(row['minor_code'], row['minor_name'], '小类');
  }
  return groups;
}

/** The nearest group whose code the code begins with: where the source's own group contradicts it, the code wins. */
function parentOf(code: string, groups: ReadonlyMap<string, NewEntry>): string | null {
  for (let at = code.lastIndexOf('-'); at > 0; at = code.lastIndexOf('-', at - 1)) {
    if (groups.has(code.slice(0, at))) return code.slice(0, at);
  }
  return null;
}

function entry(code: string, name: string | undefined, parentCode: string | null, level: string): NewEntry {
  return {
    system: CatalogueSystem.OCCUPATION,
    edition: OCCUPATION_EDITION,
    code,
    name: name ?? '',
    parentCode,
    level,
    attributes: null,
    source: '中华人民共和国职业分类大典（2022 年版）公示稿',
    note: NOTE,
  };
}
