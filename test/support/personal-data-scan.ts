import { isCitizenIdNumber } from '@sxbq/kernel';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';

/** A run of digits that could be somebody's ID number or mobile number, standing by itself. */
const PERSONAL_NUMBER = /(?<![0-9A-Za-z.])(?:\d{17}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])/g;

export function personalNumbersIn(text: string): string[] {
  return text.match(PERSONAL_NUMBER) ?? [];
}

/** Those that pass their check: catalogue codes and ciphertexts hold runs of 18 digits as well. */
export function somebodysNumbersIn(text: string): string[] {
  return personalNumbersIn(text).filter((digits) => digits.length === 11 || isCitizenIdNumber(digits.toUpperCase()));
}

/** Table or Redis key → personal numbers that stand there in clear; only those with some. */
export async function personalNumbersAtRest(dataSource: DataSource, redis: Redis): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const note = (place: string, text: string): void => {
    const numbers = somebodysNumbersIn(text);
    if (numbers.length > 0) found[place] = numbers;
  };
  for (const name of await tableNames(dataSource)) {
    const rows = (await dataSource.query(`SELECT * FROM \`${name}\``)) as Record<string, unknown>[];
    note(name, rows.flatMap((row) => Object.values(row).map(asText)).join('\n'));
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
