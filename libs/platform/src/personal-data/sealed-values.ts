import { Injectable } from '@nestjs/common';
import { DataSource, EntityMetadata } from 'typeorm';
import { Transaction } from '../database/unit-of-work';
import { SqlRunner } from '../database/list-page';
import { SealedBy, sealedProperties } from './sealed-properties';

/** A column of sealed values. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  readonly by: SealedBy;
  /** Columns of the primary key. */
  readonly key: readonly string[];
  readonly isBytes: boolean;
  /** An earlier release kept it in clear. */
  readonly onceClear: boolean;
  /** Of a column that was once clear: another one of the row that its person sealed from the start. */
  readonly beside: string | null;
}

/** In the place of the mark of a value that is not sealed. */
export const CLEAR = '?';

export type KeyValue = string | number;

export interface SealedRow {
  /** Values of the primary key, in its order. */
  readonly key: readonly KeyValue[];
  readonly value: string | Buffer;
  /** Set for values sealed by their person. */
  readonly personKey: string | null;
  /** What stands in the column beside it, if there is one. */
  readonly beside: string | null;
}

/** Reads and replaces sealed values of whatever table, found by what their marks say. */
@Injectable()
export class SealedValues {
  constructor(private readonly dataSource: DataSource) {}

  /** Every sealed column; throws in a process that does not know all of their tables, and would leave some out. */
  columns(): SealedColumn[] {
    return sealedProperties().map(({ entity, property, by, onceClear }) => {
      const table = this.dataSource.entityMetadatas.find(({ target }) => target === entity);
      if (!table) throw new Error(`the table of ${(entity as { name: string }).name} is not known to this process`);
      const beside = sealedProperties().find((other) => other.entity === entity && other.property !== property);
      return {
        ...columnOf(table, property, by),
        onceClear: onceClear !== undefined,
        beside: onceClear && beside?.by === 'PERSON' ? columnOf(table, beside.property, 'PERSON').column : null,
      };
    });
  }

  /** Tables, of those this process knows, that hold values sealed with the secrets of persons. */
  tablesOfPersons(): string[] {
    const entities = sealedProperties().flatMap(({ entity, by }) => (by === 'PERSON' ? [entity] : []));
    const tables = this.dataSource.entityMetadatas.filter(({ target }) => entities.includes(target));
    return tables.map(({ tableName }) => tableName);
  }

  /** Tables, of those this process knows, that hold sealed values, whoever's key seals them. */
  tables(): string[] {
    const entities = sealedProperties().map(({ entity }) => entity);
    const found = this.dataSource.entityMetadatas.filter(({ target }) => entities.includes(target));
    return found.map(({ tableName }) => tableName);
  }

  /** Values of the column by their mark, as written: 'aes.k1', '' for an empty value, CLEAR for one not sealed yet. */
  async marks({ table, column, isBytes, onceClear }: SealedColumn): Promise<ReadonlyMap<string, number>> {
    const end = isBytes ? '0x00' : "':'";
    const mark = `CAST(SUBSTRING_INDEX(LEFT(${column}, 64), ${end}, 1) AS CHAR)`;
    const isClear = `${column} <> '' AND ${column} NOT REGEXP '^((aes|sm4)[.])?[^:[:space:]]{1,40}:[A-Za-z0-9_-]{38,}$'`;
    const rows = (await this.dataSource.query(
      `SELECT ${onceClear ? `IF(${isClear}, '${CLEAR}', ${mark})` : mark} AS mark, COUNT(*) AS number
         FROM \`${table}\` WHERE ${column} IS NOT NULL GROUP BY mark ORDER BY mark`,
    )) as { mark: string; number: number | string }[];
    return new Map(rows.map(({ mark, number }) => [mark, Number(number)]));
  }

  /** Values after the key that do not begin with the mark, in order of the key. */
  async notMarked(
    runner: SqlRunner,
    { table, column, key, by, isBytes, beside }: SealedColumn,
    mark: string,
    after: readonly KeyValue[] | null,
    limit: number,
  ): Promise<SealedRow[]> {
    const beginning = isBytes ? Buffer.from(`${mark}\0`) : `${mark}:`;
    const names = key.join(', ');
    const more = `${by === 'PERSON' ? ', person_key AS personKey' : ''}${beside ? `, ${beside} AS beside` : ''}`;
    const rows = (await runner.query(
      `SELECT ${names}, ${column} AS sealed${more} FROM \`${table}\`
        WHERE LEFT(${column}, ?) <> ? AND ${column} <> ''${after ? ` AND (${names}) > (?)` : ''}
        ORDER BY ${names} LIMIT ?`,
      [beginning.length, beginning, ...(after ? [after] : []), limit],
    )) as Record<string, KeyValue | Buffer>[];
    return rows.map((row) => ({
      key: key.map((name) => row[name] as KeyValue),
      value: row['sealed'] as string | Buffer,
      personKey: (row['personKey'] as string | undefined) ?? null,
      beside: (row['beside'] as string | undefined) ?? null,
    }));
  }

  /** False when somebody else changed the value since it was read: theirs stays. */
  async replace(
    tx: Transaction,
    { table, column, key }: SealedColumn,
    row: SealedRow,
    value: string | Buffer,
  ): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE \`${table}\` SET ${column} = ? WHERE ${key.map((name) => `${name} = ?`).join(' AND ')} AND ${column} = ?`,
      [value, ...row.key, row.value],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }
}

function columnOf(table: EntityMetadata, property: string, by: SealedBy): Omit<SealedColumn, 'onceClear' | 'beside'> {
  const column = table.columns.find(({ propertyName }) => propertyName === property);
  if (!column) throw new Error(`${table.name}.${property} is no column`);
  return {
    table: table.tableName,
    column: column.databaseName,
    by,
    key: table.primaryColumns.map(({ databaseName }) => databaseName),
    isBytes: column.type === 'mediumblob',
  };
}
