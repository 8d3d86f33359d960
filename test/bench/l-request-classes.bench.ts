/**
 * What one caller may take of the API's processor: requests of each class until the budget refuses them, the processor
 * time each took, and what that is in cores when a caller uses the whole budget every minute (assurance G1, S4).
 */
import { AgreementKind, AgreementStatus } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { POLICY_2011 } from '@sxbq/policy';
import { Connection } from 'mysql2/promise';
import assert from 'node:assert/strict';
import { analyze, freshDatabase } from './support/database';
import { Program, startApp } from './support/programs';
import { figure, heading, ratio } from './support/report';
import { dayOf, insertRows } from './support/rows';
import { insertBureauUser, signIn } from './support/sign-in';

/** A city of domain.md §4. */
const SCHOOLS = 40;
const ENTERPRISES = 200;
const AGREEMENTS = 2_000;
const YEAR = 2025;

/** The whole budget, should each count once. */
const MOST = 6_000;
const BUDGET_MS = 50_000;
/** Cores that one caller may keep busy. */
const LIMIT = 0.5;

interface RequestClass {
  readonly name: string;
  readonly stranger: boolean;
  readonly body: (at: number) => object;
}

const repeat = (times: number, text: (at: number) => string): string =>
  Array.from({ length: times }, (_, at) => text(at)).join(' ');
const ROWS = 'id code school { id name } enterprise { id name } kinds status signedOn effectiveFrom effectiveTo';

const CLASSES: readonly RequestClass[] = [
  {
    name: 'stranger: 700 fields in 100 places',
    stranger: true,
    body: (at) => ({
      query: `{ ${repeat(12, (a) => `a${a}: me { ${repeat(4, () => `... on Me { id displayName }`)} }`)} } #${at}`,
    }),
  },
  {
    name: 'stranger: the same field 700 times',
    stranger: true,
    body: (at) => ({ query: `{ me { ${repeat(700, () => 'id')} } } #${at}` }),
  },
  {
    name: 'stranger: 1 400 unknown fields',
    stranger: true,
    body: (at) => ({ query: `{ me { ${repeat(1_400, (a) => `x${a}`)} } } #${at}` }),
  },
  {
    name: 'stranger: 900 unknown fields in a variable',
    stranger: true,
    body: () => ({
      query: 'query ($f: SchoolFilter) { schools(filter: $f) { total } }',
      variables: { f: Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`k${at}`, 1])) },
    }),
  },
  {
    name: 'bureau: the same small document',
    stranger: false,
    body: () => ({ query: '{ schools(limit: 1) { total } }' }),
  },
  {
    name: 'bureau: a new large document each time',
    stranger: false,
    body: (at) => ({
      query: `{ ${repeat(12, (a) => `a${a}: me { ${repeat(4, () => '... on Me { id displayName }')} }`)} } #${at}`,
    }),
  },
  {
    name: 'bureau: 15 boards of a past day',
    stranger: false,
    body: () => ({
      query: `{ ${repeat(15, (at) => `a${at}: complianceBoard(year: ${YEAR}, asOf: "${YEAR}-03-01", limit: 10) { total }`)} }`,
    }),
  },
  {
    name: 'bureau: 100 agreements with their parties',
    stranger: false,
    body: () => ({ query: `{ agreements(limit: 100) { items { ${ROWS} } total } }` }),
  },
  {
    name: 'bureau: 15 searches in the catalogues',
    stranger: false,
    body: () => ({
      query: `{ ${repeat(15, (at) => `a${at}: catalogueEntries(system: OCCUPATION, filter: { search: "工${at}" }) { total }`)} }`,
    }),
  },
];

async function main(): Promise<void> {
  const connection = await freshDatabase();
  await seed(connection);
  const users = await insertUsers(connection);
  await connection.end();
  const budgets = await startApp('api', { RATE_LIMITS: 'sign-in=100000/60' });
  try {
    heading(`(l) What one caller may take, ${SCHOOLS} schools`);
    for (const [at, requests] of CLASSES.entries()) await measure(budgets, requests, at, users[at] ?? '');
  } finally {
    await budgets.stop();
  }
}

async function seed(connection: Connection): Promise<void> {
  const school = (index: number): unknown[] => [`S${index}`, `第 ${index} 技工学校`, '320402'];
  await insertRows(connection, 'school', ['code', 'name', 'region_code'], SCHOOLS, school);
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
    ...Array.from({ length: 3 }, () => dayOf(YEAR, index)),
    AgreementStatus.FILED,
  ]);
  const { code, title, validFromYear, document } = POLICY_2011;
  await connection.query(
    'INSERT INTO policy (code, version, title, valid_from_year, document, source) VALUES (?, 1, ?, ?, ?, ?)',
    [code, title, validFromYear, JSON.stringify(document), ''],
  );
  await analyze(connection, ['school', 'enterprise', 'agreement']);
}

/** One for each class, so that each has a budget of its own. */
async function insertUsers(connection: Connection): Promise<string[]> {
  const names: string[] = [];
  for (const at of CLASSES.keys()) names.push(await insertBureauUser(connection, '', `caller-${at}`));
  return names;
}

async function measure(api: Program, { name, stranger, body }: RequestClass, at: number, user: string): Promise<void> {
  const token = stranger ? null : await signIn(api.url, user);
  const headers = {
    'content-type': 'application/json',
    'x-forwarded-for': `198.51.${at}.7`,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
  const started = performance.now();
  const before = await cpuMsOf(api);
  let allowed = 0;
  let refused = false;
  while (!refused && allowed < MOST && performance.now() - started < BUDGET_MS) {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body(allowed)),
    });
    const text = await response.text();
    refused = text.includes('"TOO_MANY_REQUESTS"');
    assert(stranger || refused || !text.includes('"errors"'), `${name}: ${text.slice(0, 300)}`);
    if (!refused) allowed++;
  }
  assert(allowed > 0, `${name}: nothing was let through`);
  const cpu = ((await cpuMsOf(api)) - before) / allowed;
  // A slow machine may not come to the end of the budget before it begins anew.
  const aMinute = refused ? allowed : MOST;
  const cores = (aMinute / 60) * (cpu / 1_000);
  figure(name, `${cpu.toFixed(1)} ms each, ${(aMinute / 60).toFixed(1)} a second allowed, ${cores.toFixed(2)} cores`);
  ratio({ name: '  cores of one caller / half a core', ratio: cores / LIMIT, goal: 'max', target: 1 });
}

async function cpuMsOf({ innerUrl }: Program): Promise<number> {
  const text = await (await fetch(`${innerUrl}/metrics`)).text();
  const seconds = /^process_cpu_seconds_total(?:\{[^}]*\})? ([\d.e+-]+)/m.exec(text)?.[1];
  assert(seconds, 'the API tells no processor time');
  return Number(seconds) * 1_000;
}

void main();
