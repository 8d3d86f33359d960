/** From one fact changed through the API to its new verdict seen through the API; api and worker are real processes. */
import { AgreementKind, AgreementStatus } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { addDays, shanghaiDate, yearOf } from '@sxbq/kernel';
import { POLICY_2011 } from '@sxbq/policy';
import { SchoolTier } from '@sxbq/schools/vocabulary';
import { Connection } from 'mysql2/promise';
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { analyze, freshDatabase } from './support/database';
import { Program, startApp } from './support/programs';
import { figure, heading, percentile, ratio } from './support/report';
import { insertRows } from './support/rows';
import { ask, insertBureauUser, signIn } from './support/sign-in';

const SCHOOLS = 60;
/** What policy 2011 asks of the tier below: one agreement less fails. */
const PARTNERS = 10;
const CHANGES = 50;
const WARM_UP = 10;
const POLL_MS = 5;
const GIVE_UP_MS = 20_000;
const today = shanghaiDate(new Date());
const YEAR = yearOf(today);

const VERDICT = `query Verdict($id: ID!, $year: Int!) {
  school(id: $id) { compliance(year: $year) { indicators { code verdict measured { counted } } } }
}`;
const TERMINATE =
  'mutation Terminate($input: TerminateAgreementInput!) { terminateAgreement(input: $input) { status } }';
const RECOMPUTE = 'mutation Recompute($year: Int!) { recomputeCompliance(year: $year) { id } }';
const RUN = 'query Run($id: ID!) { complianceRun(id: $id) { status } }';

interface Session {
  readonly url: string;
  readonly token: string;
}

interface Partners {
  readonly verdict: string;
  readonly measured: { readonly counted: number };
}

async function main(): Promise<void> {
  const connection = await freshDatabase();
  await seed(connection);
  const bureau = await insertBureauUser(connection, '3204');
  await connection.end();
  const programs: Program[] = [];
  try {
    const api = await startApp('api');
    programs.push(api);
    programs.push(await startApp('worker'));
    const session = { url: api.url, token: await signIn(api.url, bureau) };
    await computeAll(session);
    await measure(session);
  } finally {
    for (const program of programs) await program.stop();
  }
}

async function seed(connection: Connection): Promise<void> {
  const agreements = SCHOOLS * PARTNERS;
  const earlier = addDays(today, -400);
  await insertRows(connection, 'school', ['code', 'name', 'region_code'], SCHOOLS, (index) => [
    `S${index}`,
    `第 ${index} 技工学校`,
    '320402',
  ]);
  await insertRows(connection, 'school_tier', ['school_id', 'tier', 'effective_from'], SCHOOLS, (index) => [
    index + 1,
    SchoolTier.PROVINCIAL_KEY,
    earlier,
  ]);
  await insertRows(connection, 'enterprise', ['uscc', 'name', 'kind', 'region_code'], PARTNERS, (index) => [
    `91${String(index).padStart(16, '0')}`,
    `第 ${index} 装备制造有限公司`,
    EnterpriseKind.ENTERPRISE,
    '320402',
  ]);
  const columns = ['code', 'school_id', 'enterprise_id', 'kinds', 'signed_on', 'effective_from', 'filed_on', 'status'];
  await insertRows(connection, 'agreement', columns, agreements, (index) => [
    `XY-${index}`,
    Math.floor(index / PARTNERS) + 1,
    (index % PARTNERS) + 1,
    AgreementKind.CLOSE,
    earlier,
    earlier,
    earlier,
    AgreementStatus.FILED,
  ]);
  await insertRows(connection, 'cooperation_plan', ['agreement_id', 'name', 'approved_on'], agreements, (index) => [
    index + 1,
    '方案',
    earlier,
  ]);
  const record = ['agreement_id', 'code', 'occurred_on', 'activity_kind', 'verified'];
  await insertRows(connection, 'execution_record', record, agreements, (index) => [index + 1, 'E1', today, '授课', 1]);
  const { code, title, validFromYear, document, source } = POLICY_2011;
  await insertRows(
    connection,
    'policy',
    ['code', 'version', 'title', 'valid_from_year', 'document', 'source'],
    1,
    () => [code, 1, title, validFromYear, JSON.stringify(document), source],
  );
  await analyze(connection, ['school', 'agreement', 'cooperation_plan', 'execution_record']);
}

/** Every school has a kept result before the first change. */
async function computeAll({ url, token }: Session): Promise<void> {
  const { data } = await ask<{ recomputeCompliance: { id: string } }>(url, RECOMPUTE, { year: YEAR }, token);
  const until = Date.now() + GIVE_UP_MS;
  for (;;) {
    const run = await ask<{ complianceRun: { status: string } }>(url, RUN, { id: data.recomputeCompliance.id }, token);
    if (run.data.complianceRun.status === 'DONE') return;
    if (Date.now() > until) throw new Error(`the run is ${run.data.complianceRun.status}`);
    await sleep(100);
  }
}

async function measure(session: Session): Promise<void> {
  heading(`(d) an agreement terminated through the API → the school's new verdict through the API, ${CHANGES} times`);
  const seen: number[] = [];
  const accepted: number[] = [];
  for (let index = 0; index < WARM_UP + CHANGES; index++) {
    const change = await terminateOne(session, index + 1);
    if (index < WARM_UP) continue;
    seen.push(change.seen);
    accepted.push(change.accepted);
  }
  const line = (values: readonly number[]): string =>
    `p50 ${percentile(values, 50).toFixed(0)} ms, p95 ${percentile(values, 95).toFixed(0)} ms`;
  figure('the mutation itself answered', line(accepted));
  figure('from sending it to the new verdict seen', line(seen));
  figure('longest', `${Math.max(...seen).toFixed(0)} ms`);
  ratio({ name: 'p95 in ms', ratio: percentile(seen, 95), goal: 'max', target: 300 });
}

/** Milliseconds from sending the change to its acceptance, and to the first answer that has the new verdict. */
async function terminateOne(session: Session, schoolId: number): Promise<{ accepted: number; seen: number }> {
  const before = await partnersOf(session, schoolId);
  assert.deepEqual([before.verdict, before.measured.counted], ['PASS', PARTNERS]);
  const input = { id: String((schoolId - 1) * PARTNERS + 1), terminatedOn: today, reason: '企业停产' };
  const started = performance.now();
  const { errors } = await ask(session.url, TERMINATE, { input }, session.token);
  assert.equal(errors, undefined);
  const accepted = performance.now() - started;
  for (;;) {
    const { verdict, measured } = await partnersOf(session, schoolId);
    const seen = performance.now() - started;
    if (verdict === 'FAIL') {
      assert.equal(measured.counted, PARTNERS - 1);
      return { accepted, seen };
    }
    if (seen > GIVE_UP_MS) throw new Error(`school ${schoolId} still has its old verdict`);
    await sleep(POLL_MS);
  }
}

async function partnersOf({ url, token }: Session, schoolId: number): Promise<Partners> {
  type Answer = { school: { compliance: { indicators: ({ code: string } & Partners)[] } } };
  const { data, errors } = await ask<Answer>(url, VERDICT, { id: String(schoolId), year: YEAR }, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.school.compliance.indicators.find(({ code }) => code === 'PARTNERS') as Partners;
}

void main();
