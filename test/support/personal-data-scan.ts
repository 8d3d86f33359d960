import { personalNumbersIn } from '@sxbq/kernel';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { isFreeTextColumn } from './free-text-columns';

/** Numbers of persons in the text, however they are written, right check character or not. */
export function somebodysNumbersIn(text: string): string[] {
  return personalNumbersIn(text).map(({ start, end }) => text.slice(start, end));
}

/**
 * 'table.column' or Redis key → personal numbers that stand there in clear; only those with some. Not those that somebody
 * wrote into a free text: they were warned, and answers mask them.
 */
export async function personalNumbersAtRest(dataSource: DataSource, redis: Redis): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const note = (place: string, text: string): void => {
    const numbers = somebodysNumbersIn(text);
    if (numbers.length > 0) found[place] = [...(found[place] ?? []), ...numbers];
  };
  for (const name of await tableNames(dataSource)) {
    const rows = (await dataSource.query(`SELECT * FROM \`${name}\``)) as Record<string, unknown>[];
    for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
      if (!isFreeTextColumn(name, column)) note(`${name}.${column}`, asText(value));
    }
  }
  for (const key of await redis.keys('*')) note(key, `${key}\n${(await redis.dumpBuffer(key))?.toString('latin1')}`);
  return found;
}

/** Table → those of the texts that stand somewhere in it; only tables with some. */
export async function textsAtRest(dataSource: DataSource, texts: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const name of await tableNames(dataSource)) {
    const rows = (await dataSource.query(`SELECT * FROM \`${name}\``)) as Record<string, unknown>[];
    const content = rows.map((row) => Object.values(row).map(asText).join('\n')).join('\n');
    const present = texts.filter((text) => content.includes(text));
    if (present.length > 0) found[name] = present;
  }
  return found;
}

async function tableNames(dataSource: DataSource): Promise<string[]> {
  const tables = (await dataSource.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'",
  )) as { name: string }[];
  return tables.map(({ name }) => name);
}

const asText = (value: unknown): string => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value));
