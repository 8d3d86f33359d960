/** A city's round from request to kept result, by the product's own services; against bare reads and writes of its rows. */
import 'reflect-metadata';
import { INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FixedClock, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { RoundRunsService, RoundsModule, RoundsService } from '@sxbq/matching';
import { createLogger, loadConfig, newRequestContext, PlatformModule, runInContext } from '@sxbq/platform';
import { Connection, RowDataPacket } from 'mysql2/promise';
import assert from 'node:assert/strict';
import { freshDatabase } from './support/database';
import { figure, heading, median, ratio, timed } from './support/report';
import { BARE_READS, ROUND, seedRound } from './support/round-city';

const ROUNDS = 3;
const ROWS_AT_ONCE = 2_000;
const AS_OF = '2026-05-15';

type MatchRow = readonly unknown[];

async function main(): Promise<void> {
  const connection = await freshDatabase();
  await seedRound(connection);
  const services = await startServices();
  try {
    await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => measure(connection, services));
  } finally {
    await services.close();
    await connection.end();
  }
}

async function startServices(): Promise<INestApplicationContext> {
  const config = loadConfig({ ...process.env, LOG_LEVEL: 'error' });
  const logger = createLogger(config, 'bench');
  const clock = new FixedClock(new Date(`${AS_OF}T04:00:00Z`));
  @Module({ imports: [PlatformModule.forRoot({ config, logger, clock }), RoundsModule] })
  class Services {}
  return NestFactory.createApplicationContext(Services, { logger: false, abortOnError: false });
}

async function measure(connection: Connection, services: INestApplicationContext): Promise<void> {
  const { graduates, postings, wishes } = ROUND;
  heading(
    `(r) round of ${graduates.toLocaleString('en')} graduates × ${wishes} wishes, ${postings.toLocaleString('en')} postings`,
  );
  const before = process.resourceUsage().maxRSS;
  const first = await pass(connection, services);
  const peak = process.resourceUsage().maxRSS;
  const kept = await keptRows(connection);
  assert.equal(kept.length, graduates);
  await connection.query('CREATE TABLE bare_match LIKE round_match');
  await bare(connection, kept);
  const [whole, plain]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    plain.push((await timed(() => bare(connection, kept))).ms);
    const again = await pass(connection, services);
    assert.equal(again.digest, first.digest);
    whole.push(again.ms);
  }
  await connection.query('DROP TABLE bare_match');
  figure('graduates placed', String(first.placed));
  figure('bare reads of the same tables and writes of the result', `${median(plain).toFixed(0)} ms`);
  figure('round: snapshot, scores, match, proof, result kept', `${median(whole).toFixed(0)} ms`);
  figure(
    'peak memory of this process, first pass',
    `${(peak / 1_024).toFixed(0)} MB (${(before / 1_024).toFixed(0)} MB before)`,
  );
  const ratios = whole.map((ms, index) => ms / (plain[index] as number));
  figure('ratio round by round', ratios.map((value) => value.toFixed(2)).join('  '));
  ratio({ name: 'times the bare statements', ratio: median(ratios), goal: 'max', target: 3 });
}

/** One pass from frozen ranks to a kept result, as if it were the first. */
async function pass(
  connection: Connection,
  services: INestApplicationContext,
): Promise<{ ms: number; digest: string | null; placed: number | null }> {
  for (const statement of [
    'DELETE FROM round_match',
    'DELETE FROM round_pass',
    "UPDATE matching_round SET status = 'CLOSED'",
  ]) {
    await connection.query(statement);
  }
  const runs = services.get(RoundRunsService);
  const { revision } = await services.get(RoundsService).get(SYSTEM_PRINCIPAL, ROUND.id);
  const { ms, answer } = await timed(async () => {
    const { id } = await runs.request(SYSTEM_PRINCIPAL, ROUND.id, revision);
    await runs.proceed(id, { attempt: 1, progress: () => Promise.resolve() });
    return runs.pass(SYSTEM_PRINCIPAL, id);
  });
  assert.deepEqual([answer.status, answer.graduates, answer.postings], ['DONE', ROUND.graduates, ROUND.postings]);
  return { ms, digest: answer.digest, placed: answer.placed };
}

async function keptRows(connection: Connection): Promise<MatchRow[]> {
  const [rows] = await connection.query<RowDataPacket[]>({
    sql: 'SELECT pass_id, graduate_id, round_id, job_posting_id, choices, status FROM round_match ORDER BY graduate_id',
    rowsAsArray: true,
  });
  return rows as unknown as MatchRow[];
}

async function bare(connection: Connection, kept: readonly MatchRow[]): Promise<void> {
  await connection.query('TRUNCATE TABLE bare_match');
  for (const sql of BARE_READS) await connection.query({ sql, rowsAsArray: true });
  await connection.beginTransaction();
  for (let first = 0; first < kept.length; first += ROWS_AT_ONCE) {
    await connection.query(
      'INSERT INTO bare_match (pass_id, graduate_id, round_id, job_posting_id, choices, status) VALUES ?',
      [kept.slice(first, first + ROWS_AT_ONCE)],
    );
  }
  await connection.commit();
}

void main();
