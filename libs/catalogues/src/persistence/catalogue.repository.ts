import { Injectable } from '@nestjs/common';
import { groupBy, Page, PageRequest } from '@sxbq/kernel';
import {
  allOf,
  anyOf,
  containsText,
  equals,
  listPage,
  SqlCondition,
  SqlFragment,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { CatalogueSystem } from '../domain/catalogue-system';
import { NewEntry } from '../domain/new-entry';
import { OCCUPATION_LEVEL } from '../domain/occupations';

export interface CatalogueFilter {
  readonly system: CatalogueSystem;
  readonly edition?: string | null;
  readonly parentCode?: string | null;
  readonly level?: string | null;
  /** Part of a name, or the beginning of a code. */
  readonly search?: string | null;
}

export enum CatalogueSort {
  CODE = 'CODE',
  NAME = 'NAME',
}

const ORDER: Readonly<Record<CatalogueSort, string>> = {
  [CatalogueSort.CODE]: 'e.code, e.edition, e.id',
  [CatalogueSort.NAME]: 'e.name, e.id',
};

export interface CatalogueRow {
  readonly id: number;
  readonly system: CatalogueSystem;
  readonly edition: string;
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly level: string | null;
  readonly source: string;
  readonly note: string | null;
}

const INSERT_ROWS = 1_000;
const INSERT =
  'INSERT INTO catalogue_entry (`system`, edition, code, name, parent_code, level, attributes, source, note) VALUES ?';

@Injectable()
export class CatalogueRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Inserts the entries whose (system, edition, code) is not there yet; their number. No row is ever changed. */
  async addMissing(tx: Transaction, entries: readonly NewEntry[]): Promise<number> {
    const present = new Set(
      ((await tx.query('SELECT `system`, edition, code FROM catalogue_entry')) as NewEntry[]).map(keyOf),
    );
    const missing = entries.filter((entry) => !present.has(keyOf(entry)));
    for (let at = 0; at < missing.length; at += INSERT_ROWS) {
      await tx.query(INSERT, [missing.slice(at, at + INSERT_ROWS).map(columnsOf)]);
    }
    return missing.length;
  }

  /** The codes that a record of the domain may carry, of every edition. */
  async citableCodes(system: CatalogueSystem): Promise<string[]> {
    const { sql, params } = citable(system);
    const rows = (await this.dataSource.query(sql, [...params])) as { code: string }[];
    return rows.map((row) => row.code);
  }

  /** Names of the entries whose code begins so, by code; of several editions the latest name. */
  async namesUnder(system: CatalogueSystem, codePrefix: string): Promise<Map<string, string>> {
    const rows = (await this.dataSource.query(
      'SELECT code, name FROM catalogue_entry WHERE `system` = ? AND LEFT(code, ?) = ? ORDER BY edition, id',
      [system, codePrefix.length, codePrefix],
    )) as { code: string; name: string }[];
    return new Map(rows.map(({ code, name }) => [code, name]));
  }

  /** Groups of occupations are none themselves. */
  async has(system: CatalogueSystem, edition: string, code: string): Promise<boolean> {
    const rows = (await this.dataSource.query(
      'SELECT 1 FROM catalogue_entry WHERE `system` = ? AND edition = ? AND code = ? AND (`system` <> ? OR level = ?)',
      [system, edition, code, CatalogueSystem.OCCUPATION, OCCUPATION_LEVEL],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Names by code, the latest loaded first. */
  async namesOf(system: CatalogueSystem, codes: readonly string[]): Promise<Map<string, string[]>> {
    if (codes.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      'SELECT code, name FROM catalogue_entry WHERE `system` = ? AND code IN (?) ORDER BY code, id DESC',
      [system, codes],
    )) as { code: string; name: string }[];
    const names = groupBy(rows, ({ code }) => code);
    return new Map([...names].map(([code, entries]) => [code, entries.map(({ name }) => name)]));
  }

  async nameOf(system: CatalogueSystem, edition: string, code: string): Promise<string | null> {
    const [row] = (await this.dataSource.query(
      'SELECT name FROM catalogue_entry WHERE `system` = ? AND edition = ? AND code = ?',
      [system, edition, code],
    )) as { name: string }[];
    return row?.name ?? null;
  }

  async list(filter: CatalogueFilter, sort: CatalogueSort, page: PageRequest): Promise<Page<CatalogueRow>> {
    return listPage<CatalogueRow>(
      this.dataSource.manager,
      {
        columns: {
          sql: 'e.id, e.`system`, e.edition, e.code, e.name, e.parent_code AS parentCode, e.level, e.source, e.note',
          params: [],
        },
        from: { sql: 'catalogue_entry e', params: [] },
        where: conditionOf(filter),
        orderBy: ORDER[sort],
      },
      page,
    );
  }
}

function keyOf({ system, edition, code }: Pick<NewEntry, 'system' | 'edition' | 'code'>): string {
  return JSON.stringify([system, edition, code]);
}

function columnsOf(entry: NewEntry): (string | null)[] {
  const { system, edition, code, name, parentCode, level, attributes, source, note } = entry;
  return [system, edition, code, name, parentCode, level, attributes && JSON.stringify(attributes), source, note];
}

function conditionOf({ system, edition, parentCode, level, search }: CatalogueFilter): SqlCondition {
  return allOf(
    equals('e.`system`', system),
    edition ? equals('e.edition', edition) : null,
    parentCode ? equals('e.parent_code', parentCode) : null,
    level ? equals('e.level', level) : null,
    search ? anyOf(containsText(['e.name'], search), startsWith('e.code', search)) : null,
  );
}

/**
 * Groups of occupations are not occupations. The occupations' own list is incomplete: a code that a national skill
 * standard is written for is an occupation's too.
 */
function citable(system: CatalogueSystem): SqlFragment {
  if (system !== CatalogueSystem.OCCUPATION) {
    return { sql: 'SELECT code FROM catalogue_entry WHERE `system` = ?', params: [system] };
  }
  return {
    sql: `SELECT code FROM catalogue_entry WHERE \`system\` = ? AND level = ?
          UNION SELECT parent_code FROM catalogue_entry WHERE \`system\` = ? AND parent_code IS NOT NULL`,
    params: [system, OCCUPATION_LEVEL, CatalogueSystem.SKILL_STANDARD],
  };
}
