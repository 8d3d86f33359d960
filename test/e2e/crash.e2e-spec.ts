import { CataloguesModule, CataloguesService } from '@sxbq/catalogues';
import { IdentityModule, OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { GivenFile, ImportMode, LedgerImportService, LedgersModule } from '@sxbq/ledgers';
import { PolicyModule, PolicyService } from '@sxbq/policy';
import { addBareSchools, holdRows, sessionSheets, traineeFile } from '../support/crash-city';
import { workbookFile } from '../support/ledger-files';
import { eventually, GraphqlReply } from '../support/platform';
import { buildProduct, ProductProcess, startProcess } from '../support/processes';
import { startTestServices, TestServices } from '../support/test-database';

const PASSWORD = 'crash-spec-5v8j';
const BIG = 20_000;
const SCHOOLS = 350;
/** A year that no sweep computes by itself. */
const YEAR = 2025;
/** Seconds that a busy machine may need for anything here; a killed worker's work waits for its lock to run out. */
const PATIENCE = 50;

interface Import {
  readonly status: string;
  readonly rowsDone: number;
  readonly counts: readonly { created: number; unchanged: number }[];
}

/** Processes end as they please; what was promised is kept. */
describe('processes that end', () => {
  const running = new Set<ProductProcess>();
  let services: TestServices;
  let api: ProductProcess;
  let worker: ProductProcess;
  let token: string;

  const start = async (name: 'api' | 'worker'): Promise<ProductProcess> => {
    const started = await startProcess(name);
    running.add(started);
    return started;
  };
  const end = (ending: ProductProcess, signal: NodeJS.Signals): Promise<number | null> => {
    running.delete(ending);
    return ending.end(signal);
  };

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, PolicyModule, IdentityModule, LedgersModule]);
    const { app, dataSource } = services;
    const [city] = await Promise.all([
      workbookFile('台账.xlsx', sessionSheets(24)),
      buildProduct(),
      app.get(CataloguesService).load(),
      app.get(PolicyService).seedDefault(),
    ]);
    await app.get(LedgerImportService).importNow(SYSTEM_PRINCIPAL, [city], ImportMode.ALL_OR_NOTHING);
    await addBareSchools(dataSource, SCHOOLS - 1);
    await app.get(OrganisationsService).ensure({
      code: 'hr',
      kind: OrganisationKind.BUREAU,
      name: '示例人社局',
      regionPrefix: '3204',
      schoolId: null,
      enterpriseId: null,
    });
    await app.get(UsersService).create({
      username: 'hr',
      displayName: '经办人',
      password: PASSWORD,
      organisationCode: 'hr',
      role: Role.HR_BUREAU,
    });
    [api, worker] = await Promise.all([start('api'), start('worker')]);
    const signIn = `mutation { signIn(input: { username: "hr", password: "${PASSWORD}" }) { token } }`;
    token = (await ask<{ signIn: { token: string } }>(signIn)).signIn.token;
    // A new worker sweeps the current year first.
    await eventually(unfinishedRuns, (count) => count === 0, PATIENCE);
  });
  afterAll(async () => {
    await Promise.all([...running].map((process) => end(process, 'SIGKILL')));
    await services.close();
  });

  async function ask<T>(query: string, url = api.url): Promise<T> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query }),
    });
    const reply = (await response.json()) as GraphqlReply<T>;
    if (reply.errors) throw new Error(JSON.stringify(reply.errors));
    return reply.data;
  }

  async function requestImport(file: GivenFile): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(file.content)]), file.fileName);
    const headers = { authorization: `Bearer ${token}` };
    const stored = await fetch(`${api.url}/ledgers/files`, { method: 'POST', body: form, headers });
    const { id } = (await stored.json()) as { id: string };
    const mutation = `mutation { importLedgers(input: { fileIds: [${id}] }) { id } }`;
    return (await ask<{ importLedgers: { id: string } }>(mutation)).importLedgers.id;
  }

  const importOf = async (id: string): Promise<Import> =>
    (
      await ask<{ ledgerImport: Import }>(
        `{ ledgerImport(id: ${id}) { status rowsDone counts { created unchanged } } }`,
      )
    ).ledgerImport;

  const runOf = async (id: string): Promise<{ status: string; done: number; total: number }> =>
    (
      await ask<{ complianceRun: { status: string; done: number; total: number } }>(
        `{ complianceRun(id: ${id}) { status done total } }`,
      )
    ).complianceRun;

  async function count(sql: string, parameters: unknown[] = []): Promise<number> {
    const [row] = (await services.dataSource.query(`SELECT COUNT(*) AS rows_found FROM ${sql}`, parameters)) as [
      { rows_found: number | string },
    ];
    return Number(row.rows_found);
  }

  const unfinishedRuns = (): Promise<number> => count("compliance_run WHERE status NOT IN ('DONE', 'FAILED')");

  it('leaves whole pages and no half import when a worker is killed, and another finishes both', async () => {
    // Rows in the middle of each piece of work are held, so that it cannot be over when the worker dies.
    const releases = [
      await holdRows(services.dataSource, 'training_session', ['PX-15']),
      await holdRows(services.dataSource, 'school', ['B250']),
    ];
    const importId = await requestImport(traineeFile(BIG));
    const { recomputeCompliance } = await ask<{ recomputeCompliance: { id: string } }>(
      `mutation { recomputeCompliance(year: ${YEAR}) { id } }`,
    );
    const runId = recomputeCompliance.id;
    await eventually(
      () => importOf(importId),
      ({ rowsDone }) => rowsDone > 10_000,
      PATIENCE,
    );
    await eventually(
      () => runOf(runId),
      ({ done }) => done === 200,
      PATIENCE,
    );

    await end(worker, 'SIGKILL');
    for (const release of releases) await release();
    expect(await importOf(importId)).toMatchObject({ status: 'RUNNING', counts: [] });
    expect(await runOf(runId)).toEqual({ status: 'RUNNING', done: 200, total: SCHOOLS });
    expect(await count('trainee')).toBe(0);
    expect(await count('compliance_result WHERE year = ?', [YEAR])).toBe(200);

    worker = await start('worker');
    const done = await eventually(
      () => runOf(runId),
      ({ status }) => status === 'DONE',
      PATIENCE,
    );
    expect(done).toEqual({ status: 'DONE', done: SCHOOLS, total: SCHOOLS });
    expect(await count('compliance_result WHERE year = ?', [YEAR])).toBe(SCHOOLS);
    const imported = await eventually(
      () => importOf(importId),
      ({ status }) => status !== 'RUNNING',
      PATIENCE,
    );
    expect(imported).toMatchObject({ status: 'IMPORTED', counts: [{ created: BIG, unchanged: 0 }] });
    expect(await count('trainee')).toBe(BIG);
    expect(await count("audit_entry WHERE action = 'ledgers.import' AND object_id = ?", [importId])).toBe(1);
  });

  it('performs two imports of the same rows at once, by two workers, each row once', async () => {
    const second = await start('worker');
    const file = traineeFile(3_000, 21);
    const ids = await Promise.all([requestImport(file), requestImport(file)]);
    const both = await Promise.all(
      ids.map((id) =>
        eventually(
          () => importOf(id),
          ({ status }) => !['WAITING', 'RUNNING'].includes(status),
          PATIENCE,
        ),
      ),
    );
    expect(both.map(({ status }) => status)).toEqual(['IMPORTED', 'IMPORTED']);
    const counts = both.flatMap((one) => one.counts).sort((a, b) => a.created - b.created);
    expect(counts).toEqual([
      { created: 0, unchanged: 3_000 },
      { created: 3_000, unchanged: 0 },
    ]);
    expect(await end(second, 'SIGTERM')).toBe(0);
  });

  it('fails no request when one of two APIs is told to stop under load', async () => {
    const other = await start('api');
    let isReady = true;
    let isOver = false;
    const failures: unknown[] = [];
    const answered = { leaving: 0, other: 0 };
    const load = async (): Promise<void> => {
      while (!isOver) {
        const name = isReady ? 'leaving' : 'other';
        await ask('{ schools(limit: 20) { items { name } total } }', isReady ? api.url : other.url).then(
          () => (answered[name] += 1),
          (error: unknown) => failures.push(error),
        );
      }
    };
    // What a balancer does: it looks now and then, and turns to the other API once this one says no.
    const balancer = setInterval(() => {
      void fetch(`${api.innerUrl}/readyz`).then(
        ({ ok }) => (isReady = isReady && ok),
        () => (isReady = false),
      );
    }, 250);
    const clients = Array.from({ length: 16 }, load);
    await eventually(
      () => Promise.resolve(answered.leaving),
      (number) => number > 100,
      PATIENCE,
    );
    const code = await end(api, 'SIGTERM');
    api = other;
    await eventually(
      () => Promise.resolve(answered.other),
      (number) => number > 100,
      PATIENCE,
    );
    isOver = true;
    clearInterval(balancer);
    await Promise.all(clients);
    expect(failures).toEqual([]);
    expect(code).toBe(0);
  });
});
