/**
 * Import of 100 000 trainees as the command line does it (checked, encrypted, audited); against the database taking the
 * very same rows, and against reading the file alone.
 */
import { Connection, RowDataPacket } from 'mysql2/promise';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { freshDatabase } from './support/database';
import type { ChildResult } from './support/import-child';
import { figure, heading, median, ratio, timed } from './support/report';
import { seedSessions, TRAINEES, writeTraineeFiles } from './support/trainee-file';

const ROUNDS = 3;
const ROWS_PER_INSERT = 1_000;
const COLUMNS = ['training_session_id', 'name', 'id_number', 'person_key', 'certificate_number', 'passed'];
const BASELINES = ['LOAD DATA', 'INSERT'] as const;

type Measured = Record<string, ChildResult[]>;

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sxbq-bench-'));
  const connection = await freshDatabase();
  try {
    await seedSessions(connection);
    const files = await writeTraineeFiles(folder);
    heading(`(c) import of ${TRAINEES.toLocaleString('en')} trainees: checked, encrypted, audited`);
    const measured: Measured = {};
    for (let round = 0; round < ROUNDS; round++) await measureRound(connection, files, measured);
    report(measured);
  } finally {
    await connection.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureRound(
  connection: Connection,
  files: { csv: string; xlsx: string },
  measured: Measured,
): Promise<void> {
  const note = (name: string, result: ChildResult): void => {
    if (result.rows < TRAINEES) throw new Error(`${name}: ${result.rows} rows`);
    (measured[name] ??= []).push(result);
  };
  for (const [kind, file] of Object.entries(files)) {
    note(`read ${kind}`, await child('read', file));
    for (const table of ['trainee', 'person_secret']) await connection.query(`TRUNCATE TABLE ${table}`);
    note(`import ${kind}`, await child('import', file));
  }
  const [imported] = await connection.query<RowDataPacket[][]>({
    sql: `SELECT ${COLUMNS.join(', ')} FROM trainee ORDER BY id`,
    rowsAsArray: true,
  });
  for (const baseline of BASELINES) {
    await connection.query('TRUNCATE TABLE trainee');
    const work = baseline === 'INSERT' ? insertRows : loadData;
    const { ms } = await timed(() => work(connection, imported));
    note(baseline, { ms, rows: await countTrainees(connection), rss: 0 });
  }
}

/** Multi-row INSERTs in one transaction. */
async function insertRows(connection: Connection, rows: readonly unknown[][]): Promise<void> {
  await connection.beginTransaction();
  for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
    const part = rows.slice(start, start + ROWS_PER_INSERT);
    await connection.query(`INSERT INTO trainee (${COLUMNS.join(', ')}) VALUES ?`, [part]);
  }
  await connection.commit();
}

async function loadData(connection: Connection, rows: readonly unknown[][]): Promise<void> {
  const text = rows.map((row) => row.map((value) => value ?? '\\N').join('\t')).join('\n');
  await connection.query({
    sql: `LOAD DATA LOCAL INFILE 'rows' INTO TABLE trainee CHARACTER SET utf8mb4 (${COLUMNS.join(', ')})`,
    infileStreamFactory: () => Readable.from([Buffer.from(text)]),
  } as Parameters<Connection['query']>[0]);
}

async function countTrainees(connection: Connection): Promise<number> {
  const [[row]] = (await connection.query('SELECT COUNT(*) AS total FROM trainee')) as unknown as [[{ total: string }]];
  return Number(row.total);
}

async function child(task: 'import' | 'read', file: string): Promise<ChildResult> {
  const program = path.resolve('dist/test/bench/support/import-child.js');
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', program, task, file]);
  return JSON.parse(stdout) as ChildResult;
}

function report(measured: Measured): void {
  const ms = (name: string): number => median((measured[name] ?? []).map((result) => result.ms));
  const rss = (name: string): number => Math.max(...(measured[name] ?? []).map((result) => result.rss));
  const perSecond = (name: string): number => TRAINEES / (ms(name) / 1_000);
  for (const name of Object.keys(measured)) {
    const memory = rss(name) > 0 ? `, peak ${rss(name).toFixed(0)} MB` : '';
    figure(name, `${ms(name).toFixed(0)} ms, ${perSecond(name).toFixed(0)} rows/s${memory}`);
  }
  const against = (name: string, other: string): number =>
    median((measured[name] ?? []).map((result, round) => result.ms / (measured[other]?.[round] as ChildResult).ms));
  for (const kind of ['csv', 'xlsx']) {
    for (const other of [...BASELINES, `read ${kind}`]) {
      if (kind === 'xlsx' && other === 'read xlsx') continue;
      figure(`import ${kind}: times ${other}`, against(`import ${kind}`, other).toFixed(2));
    }
  }
  ratio({ name: 'import csv: rows per second', ratio: perSecond('import csv'), goal: 'min', target: 25_000 });
  ratio({ name: 'import csv: peak memory, MB', ratio: rss('import csv'), goal: 'max', target: 400 });
  const ofInsert = 1 / against('import csv', 'INSERT');
  ratio({ name: 'import csv: of multi-row INSERT alone, stretch', ratio: ofInsert, goal: 'min', target: 0.5 });
  ratio({
    name: 'import xlsx: times its reader',
    ratio: against('import xlsx', 'read xlsx'),
    goal: 'max',
    target: 1.5,
  });
  ratio({ name: 'import xlsx: peak memory, MB', ratio: rss('import xlsx'), goal: 'max', target: 400 });
}

void main();
