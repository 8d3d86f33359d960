import { RedisConnections } from '@sxbq/platform';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pino, { DestinationStream } from 'pino';
import { DataSource } from 'typeorm';
import { personalNumbersAtRest, somebodysNumbersIn } from './personal-data-scan';

/** Where the end-to-end run keeps what its journeys leave, for the look at the end; unset in runs of other sizes. */
const folder = process.env['SXBQ_LEFT_BEHIND'];
let logs = 0;

/** A fresh file for the log of one process, real or in this one; null when nobody will look. */
function logFile(name: string): string | null {
  if (!folder) return null;
  mkdirSync(path.join(folder, 'logs'), { recursive: true });
  return path.join(folder, 'logs', `${name}-${process.pid}-${++logs}.log`);
}

/** Where API and worker of a journey log to; undefined: nowhere. */
export function journeyLog(): DestinationStream | undefined {
  const file = logFile('journey');
  return file === null ? undefined : pino.destination({ dest: file, sync: true });
}

/** Takes the output of a process of the product. */
export function processLog(name: string): (piece: string) => void {
  const file = logFile(name);
  return file === null ? () => undefined : (piece) => appendFileSync(file, piece);
}

/** Looks through database and Redis at the end of a journey, before the next one empties them. */
export async function noteAtRest(app: NestFastifyApplication): Promise<void> {
  if (!folder) return;
  const redis = app.get(RedisConnections, { strict: false }).shared();
  const found = await personalNumbersAtRest(app.get(DataSource), redis);
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, 'at-rest.jsonl'), `${JSON.stringify(found)}\n`);
}

export interface LeftBehind {
  /** Journeys whose database and Redis were looked through. */
  readonly journeys: number;
  readonly logLines: number;
  /** Table, Redis key or file → personal numbers that stand there in clear; only those with some. */
  readonly found: Readonly<Record<string, readonly string[]>>;
}

/** What the journeys so far left in databases, Redis, logs and temporary files. */
export function leftBehind(root = folder): LeftBehind {
  if (!root) throw new Error('SXBQ_LEFT_BEHIND is not set: this is for the end of the end-to-end run');
  const found: Record<string, readonly string[]> = {};
  let logLines = 0;
  for (const file of filesBelow(root)) {
    const text = readFileSync(file, 'latin1');
    const name = path.relative(root, file);
    if (name.startsWith('logs')) logLines += text.split('\n').length - 1;
    const numbers = name === 'at-rest.jsonl' ? [] : somebodysNumbersIn(`${name}\n${text}`);
    if (numbers.length > 0) found[name] = numbers;
  }
  const journal = path.join(root, 'at-rest.jsonl');
  const journeys = existsSync(journal) ? readFileSync(journal, 'utf8').trim().split('\n') : [];
  for (const line of journeys) Object.assign(found, JSON.parse(line));
  return { journeys: journeys.length, logLines, found };
}

function filesBelow(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
