import { Injectable } from '@nestjs/common';
import { Transaction } from '@sxbq/platform';
import { NewMajorOccupation } from '../domain/major-occupations';
import { NewSkillFunction } from '../domain/skill-functions';

const INSERT_ROWS = 1_000;

/** A table whose rows are added and never changed. The column names are ours. */
interface Dictionary<Row> {
  readonly table: string;
  readonly columns: readonly (readonly [column: string, property: keyof Row & string])[];
  /** Those of the table's unique key. */
  readonly key: readonly (keyof Row & string)[];
}

const MAJOR_OCCUPATIONS: Dictionary<NewMajorOccupation> = {
  table: 'major_occupation',
  columns: [
    ['edition', 'edition'],
    ['major_level', 'majorLevel'],
    ['major_code', 'majorCode'],
    ['major_name', 'majorName'],
    ['occupation_edition', 'occupationEdition'],
    ['occupation_code', 'occupationCode'],
    ['source', 'source'],
  ],
  key: ['edition', 'majorCode', 'occupationEdition', 'occupationCode'],
};

const SKILL_FUNCTIONS: Dictionary<NewSkillFunction> = {
  table: 'skill_function',
  columns: [
    ['edition', 'edition'],
    ['occupation_edition', 'occupationEdition'],
    ['occupation_code', 'occupationCode'],
    ['occupation_name', 'occupationName'],
    ['grade', 'grade'],
    ['name', 'name'],
    ['weight', 'weight'],
  ],
  key: ['edition', 'occupationCode', 'grade', 'occupationName', 'name'],
};

/** What official tables say of majors and occupations. */
@Injectable()
export class OfficialLinksRepository {
  addMissingOccupations(tx: Transaction, rows: readonly NewMajorOccupation[]): Promise<number> {
    return addMissing(tx, MAJOR_OCCUPATIONS, rows);
  }

  addMissingFunctions(tx: Transaction, rows: readonly NewSkillFunction[]): Promise<number> {
    return addMissing(tx, SKILL_FUNCTIONS, rows);
  }
}

/** Inserts the rows whose key is not there yet; their number. */
async function addMissing<Row extends object>(
  tx: Transaction,
  { table, columns, key }: Dictionary<Row>,
  rows: readonly Row[],
): Promise<number> {
  const keyOf = (row: Row): string => JSON.stringify(key.map((property) => row[property]));
  const selected = columns.filter(([, property]) => key.includes(property));
  const present = (await tx.query(
    `SELECT ${selected.map(([column, property]) => `${column} AS ${property}`).join(', ')} FROM ${table}`,
  )) as Row[];
  const known = new Set(present.map(keyOf));
  const missing = rows.filter((row) => !known.has(keyOf(row)));
  const insert = `INSERT INTO ${table} (${columns.map(([column]) => column).join(', ')}) VALUES ?`;
  for (let at = 0; at < missing.length; at += INSERT_ROWS) {
    const values = missing.slice(at, at + INSERT_ROWS).map((row) => columns.map(([, property]) => row[property]));
    await tx.query(insert, [values]);
  }
  return missing.length;
}
