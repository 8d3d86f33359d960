/** The bureau's nested list through the whole API, signed in, scoped, every limit on; against the bare server. */
import { AgreementKind, AgreementStatus } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { Connection } from 'mysql2/promise';
import assert from 'node:assert/strict';
import { analyze, freshDatabase } from './support/database';
import { CONNECTIONS, load, LoadResult } from './support/load';
import { Program, startApp, startBareServer } from './support/programs';
import { figure, heading, median, ratio } from './support/report';
import { dayOf, insertRows } from './support/rows';
import { ask, insertBureauUser, Reply, signIn } from './support/sign-in';

const SCHOOLS = 500;
/** The last ones lie in another bureau's region; their agreements must never be seen. */
const FOREIGN_SCHOOLS = 10;
const ENTERPRISES = 2_000;
const AGREEMENTS = 50_000;
const ROUNDS = 5;
const SECONDS = 5;
const REGION = '3204';

const QUERY = `query Agreements($limit: Int!) {
  agreements(limit: $limit) { items { id code school { name } enterprise { name } } }
}`;
const BODY = JSON.stringify({ query: QUERY, variables: { limit: 50 } });

interface Listed {
  readonly agreements: { readonly items: readonly { readonly code: string }[]; readonly total: number };
}

async function main(): Promise<void> {
  const connection = await freshDatabase();
  await seed(connection);
  const bureau = await insertBureauUser(connection, REGION);
  const other = await insertBureauUser(connection, '3205');
  await connection.end();

  const programs: Program[] = [];
  try {
    const bare = await startBareServer();
    programs.push(bare);
    const api = await startApp('api');
    programs.push(api);
    const token = await signIn(api.url, bureau);
    await check(bare.url, api.url, token, await signIn(api.url, other));
    await measure(bare.url, `${api.url}/graphql`, { authorization: `Bearer ${token}` });
  } finally {
    for (const program of programs) await program.stop();
  }
}

async function seed(connection: Connection): Promise<void> {
  await insertRows(connection, 'school', ['code', 'name', 'region_code'], SCHOOLS, (index) => [
    `S${index}`,
    `第 ${index} 技工学校`,
    index < SCHOOLS - FOREIGN_SCHOOLS ? '320402' : '320502',
  ]);
  await insertRows(connection, 'enterprise', ['uscc', 'name', 'kind', 'region_code'], ENTERPRISES, (index) => [
    `91${String(index).padStart(16, '0')}`,
    `第 ${index} 装备制造有限公司`,
    EnterpriseKind.ENTERPRISE,
    '320402',
  ]);
  const columns = ['code', 'school_id', 'enterprise_id', 'kinds', 'signed_on', 'effective_from', 'filed_on', 'status'];
  await insertRows(connection, 'agreement', columns, AGREEMENTS, (index) => [
    `XY-${String(index).padStart(6, '0')}`,
    (index % SCHOOLS) + 1,
    ((index * 7) % ENTERPRISES) + 1,
    AgreementKind.CLOSE,
    dayOf(2025, index),
    dayOf(2025, index),
    dayOf(2025, index),
    AgreementStatus.FILED,
  ]);
  await analyze(connection, ['school', 'enterprise', 'agreement']);
}

/** Both answer the same, and the guard, the scope and the limits hold on exactly this path. */
async function check(bareUrl: string, apiUrl: string, token: string, otherToken: string): Promise<void> {
  const expected = (await (await fetch(bareUrl, { method: 'POST' })).json()) as unknown;
  assert.deepEqual(await ask(apiUrl, QUERY, { limit: 50 }, token), expected, 'the API answers what the join answers');

  const refusal = async (reply: Promise<Reply<unknown>>) => (await reply).errors?.[0]?.extensions.code;
  assert.equal(await refusal(ask(apiUrl, QUERY, { limit: 50 })), 'UNAUTHENTICATED');
  assert.equal(await refusal(ask(apiUrl, QUERY, { limit: 10_000 }, token)), 'PAGE_SIZE_OUT_OF_RANGE');
  const nested = '{ agreements(limit: 100) { items { id code } } }';
  const costly = `{ agreements(limit: 100) { items { school ${nested} enterprise ${nested} } } }`;
  assert.equal(await refusal(ask(apiUrl, costly, {}, token)), 'QUERY_TOO_COSTLY');
  const deep = `{ agreements { items ${'{ school { agreements { items '.repeat(4)} { id } ${'} } }'.repeat(4)} } }`;
  assert.equal(await refusal(ask(apiUrl, deep, {}, token)), 'QUERY_TOO_COMPLEX');

  const counted = '{ agreements(limit: 100) { items { code } total } }';
  const foreign = (AGREEMENTS / SCHOOLS) * FOREIGN_SCHOOLS;
  const own = await ask<Listed>(apiUrl, counted, {}, token);
  assert.equal(own.data.agreements.total, AGREEMENTS - foreign, 'the scope leaves the other region out');
  const others = await ask<Listed>(apiUrl, counted, {}, otherToken);
  assert.equal(others.data.agreements.total, foreign);
}

async function measure(bareUrl: string, apiUrl: string, headers: Record<string, string>): Promise<void> {
  heading(`(a) 50 of ${AGREEMENTS} agreements with school and enterprise names, ${CONNECTIONS} connections`);
  await load(bareUrl, BODY, {}, 2);
  await load(apiUrl, BODY, headers, 4);
  const bare: LoadResult[] = [];
  const api: LoadResult[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(await load(bareUrl, BODY, {}, SECONDS));
    api.push(await load(apiUrl, BODY, headers, SECONDS));
  }
  figure('bare node:http + mysql2, prepared join', line(bare));
  figure('the whole API: signed in, scoped, limits on', line(api));
  const ratios = api.map(({ perSecond }, round) => perSecond / (bare[round] as LoadResult).perSecond);
  figure('ratio round by round', ratios.map((value) => value.toFixed(2)).join('  '));
  ratio({ name: `requests per second against the bare server`, ratio: median(ratios), goal: 'min', target: 0.45 });
  ratio({ name: `the same, stretch`, ratio: median(ratios), goal: 'min', target: 0.6 });
}

function line(results: readonly LoadResult[]): string {
  const middle = (pick: (result: LoadResult) => number): number => median(results.map(pick));
  const perSecond = middle((result) => result.perSecond).toFixed(0);
  return `${perSecond} req/s, p95 ${middle((r) => r.p95).toFixed(1)} ms, p99 ${middle((r) => r.p99).toFixed(1)} ms`;
}

void main();
