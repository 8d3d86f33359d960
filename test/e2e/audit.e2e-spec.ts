import { AuditChain, RefusalLog } from '@sxbq/audit';
import { Role, shanghaiDate } from '@sxbq/kernel';
import { Journey } from '../support/journey';
import { eventually, startPlatform } from '../support/platform';

interface Entry {
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string | null;
  readonly actorRole: string;
  readonly actorUserId: string | null;
  readonly result: string;
  readonly details: string | null;
  readonly correlationId: string;
  readonly address: string | null;
}

const ENTRIES = `query ($filter: AuditEntryFilter) { auditEntries(filter: $filter, limit: 100) { total items {
  action objectType objectId actorRole actorUserId result details correlationId address } } }`;

describe('the audit over HTTP', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = new Journey(await startPlatform());
    await journey.enter('auditor', Role.AUDIT_ADMINISTRATOR, {});
    await journey.enter('bureau', Role.HR_BUREAU, { regionPrefix: '3204' });
  });
  afterAll(() => journey.close());

  const entries = async (filter: object): Promise<Entry[]> => {
    await journey.platform.api.get(RefusalLog, { strict: false }).settled();
    return (await journey.ask<{ auditEntries: { items: Entry[] } }>('auditor', ENTRIES, { filter })).auditEntries.items;
  };

  it('records sign-ins and sign-outs', async () => {
    await journey.enter('short', Role.HR_BUREAU, { regionPrefix: '3204' });
    await journey.ask('short', 'mutation { signOut }');
    expect((await entries({ action: 'identity.signOut' })).map(({ actorRole }) => actorRole)).toEqual(['HR_BUREAU']);
    expect(await entries({ action: 'identity.signIn', result: 'DONE' })).toHaveLength(3);
  });

  it('records what was refused for want of a permission, under the permission and the schema’s name', async () => {
    expect(await journey.refusal('bureau', '{ sneaky: auditEntries(limit: 1) { total } }')).toBe('FORBIDDEN');
    const [entry] = await entries({ result: 'REFUSED', action: 'audit.read' });
    expect(entry).toMatchObject({
      objectType: 'Operation',
      objectId: 'auditEntries',
      actorRole: 'HR_BUREAU',
      details: '{"code":"FORBIDDEN"}',
      address: '127.0.0.1',
    });
    expect(entry?.correlationId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('records what nobody may do without signing in, over GraphQL and over HTTP', async () => {
    expect((await journey.platform.graphql('{ me { id } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await journey.platform.graphql('mutation { ...M } fragment M on Mutation { x: signOut }')).status).toBe(
      200,
    );
    expect((await journey.download('', '/ledgers/export.xlsx')).status).toBe(401);
    expect((await journey.download('bureau', '/admin/queues')).status).toBe(403);
    const refused = (await entries({ result: 'REFUSED', action: 'api.request' })).map(
      ({ objectId, actorRole, details }) => [objectId, actorRole, details],
    );
    expect(refused).toEqual(
      expect.arrayContaining([
        ['me', 'ANONYMOUS', '{"code":"UNAUTHENTICATED"}'],
        ['signOut', 'ANONYMOUS', '{"code":"UNAUTHENTICATED"}'],
        ['/ledgers/export.xlsx', 'ANONYMOUS', '{"code":"UNAUTHENTICATED"}'],
        ['/admin/queues', 'HR_BUREAU', '{"code":"QUEUE_BOARD_REFUSED"}'],
      ]),
    );
  });

  it('records a page of another site as refused', async () => {
    const reply = await fetch(`${journey.platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: '{"query":"{ me { id } }"}',
    });
    expect(reply.status).toBe(403);
    expect(await entries({ result: 'REFUSED', correlationId: reply.headers.get('x-correlation-id') })).toMatchObject([
      { objectId: '/graphql', details: '{"code":"CROSS_SITE_REQUEST"}' },
    ]);
  });

  it('records a flood of refusals as some and a count', async () => {
    for (let n = 0; n < 30; n++) await journey.refusal('bureau', '{ auditEntries { total } }');
    const log = journey.platform.api.get(RefusalLog, { strict: false });
    log.summarise();
    const [summary] = await entries({ action: 'audit.refusals' });
    const single = await entries({ action: 'audit.read', result: 'REFUSED' });
    const counted = (JSON.parse(summary?.details ?? '{}') as { count: number }).count;
    expect(summary).toMatchObject({ actorRole: 'HR_BUREAU', objectType: 'Refusal', result: 'REFUSED' });
    expect(single.length).toBeLessThanOrEqual(20);
    expect(counted).toBeGreaterThanOrEqual(10);
  });

  it('is chained by the worker within seconds', async () => {
    const count = async (): Promise<number> => {
      const [row] = (await journey.platform.dataSource.query('SELECT COUNT(*) AS links FROM audit_link')) as [
        { links: string },
      ];
      return Number(row.links);
    };
    expect(await eventually(count, (links) => links > 0)).toBeGreaterThan(0);
  });

  it('is searched by day, organisation, session and the words of an action, and shows who acted by name', async () => {
    const query = `query ($filter: AuditEntryFilter) { auditEntries(filter: $filter, limit: 100) { items {
      action actionTitle actorUserName actorOrganisationName actorOrganisationId actorSessionId } } }`;
    interface Named {
      readonly action: string;
      readonly actionTitle: string | null;
      readonly actorUserName: string | null;
      readonly actorOrganisationName: string | null;
      readonly actorOrganisationId: string | null;
      readonly actorSessionId: string | null;
    }
    const search = async (filter: object): Promise<Named[]> =>
      (await journey.ask<{ auditEntries: { items: Named[] } }>('auditor', query, { filter })).auditEntries.items;
    const [refused] = await search({ actionTitle: '查阅审计', result: 'REFUSED' });
    expect(refused).toMatchObject({
      action: 'audit.read',
      actionTitle: '查阅审计记录',
      actorUserName: 'bureau',
      actorOrganisationName: '示例机构 bureau',
    });
    const { actorOrganisationId, actorSessionId } = refused as Named;
    const own = await search({ actorOrganisationId, actorSessionId, day: shanghaiDate(new Date()) });
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own.map((entry) => entry.actorSessionId))).toEqual(new Set([actorSessionId]));
    expect(await search({ day: '2020-01-01' })).toEqual([]);
    expect(await search({ actionTitle: '没有这样的操作' })).toEqual([]);
  });

  it('shows heads and the last verification to the audit administrator alone', async () => {
    const query = '{ auditHeads { number entryCount } auditVerification { intact } }';
    expect(await journey.refusal('bureau', query)).toBe('FORBIDDEN');
    await journey.platform.api.get(AuditChain, { strict: false }).signNow();
    const { auditHeads, auditVerification } = await journey.ask<{
      auditHeads: { number: number; entryCount: number }[];
      auditVerification: { intact: boolean } | null;
    }>('auditor', query);
    expect(auditHeads).toMatchObject([{ number: 1 }]);
    expect(auditVerification).toBeNull();
  });

  it('is exported after a step-up, which leaves its own entry', async () => {
    const address = `/audit/entries.csv?from=${shanghaiDate(new Date())}`;
    expect((await journey.download('bureau', address)).status).toBe(403);
    expect((await journey.download('auditor', address)).status).not.toBe(200);
    await journey.stepUp('auditor');
    const file = await journey.download('auditor', address);
    expect(file.status).toBe(200);
    expect(file.body.toString()).toContain('identity.signIn');
    expect((await journey.download('auditor', '/audit/entries.csv?from=x')).status).toBe(400);
    expect(await entries({ action: 'audit.export', result: 'DONE' })).toHaveLength(1);
  });
});
