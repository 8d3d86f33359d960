import { ComplianceRunsService } from '@sxbq/compliance';
import { EnterprisesService } from '@sxbq/enterprises';
import { OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { PolicyService } from '@sxbq/policy';
import { CataloguesService } from '@sxbq/catalogues';
import { SchoolsService } from '@sxbq/schools';
import { Client } from 'graphql-ws';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { Platform, startPlatform } from '../support/platform';
import { follow, socketOf } from '../support/socket';

const PASSWORD = 'surface-spec-7k2m';

describe('the GraphQL surface under bad input', () => {
  let platform: Platform;
  let ownSchool: number;
  let otherSchool: number;
  let bureau: string;
  let school: string;

  beforeAll(async () => {
    platform = await startPlatform();
    await platform.api.get(CataloguesService, { strict: false }).load();
    await platform.api.get(PolicyService, { strict: false }).seedDefault();
    const schools = platform.api.get(SchoolsService, { strict: false });
    const create = (code: string) =>
      schools.create(SYSTEM_PRINCIPAL, { code, name: `示例学校${code}`, regionCode: '320404' });
    ownSchool = (await create('S01')).id;
    otherSchool = (await create('S02')).id;
    await addUser('bureau', Role.HR_BUREAU, { kind: OrganisationKind.BUREAU, regionPrefix: '3204' });
    await addUser('school', Role.SCHOOL, { kind: OrganisationKind.SCHOOL, regionPrefix: '3204', schoolId: ownSchool });
    bureau = await platform.signIn('bureau', PASSWORD);
    school = await platform.signIn('school', PASSWORD);
  });
  afterAll(() => platform.close());

  async function addUser(
    username: string,
    role: Role,
    organisation: { kind: OrganisationKind; regionPrefix: string; schoolId?: number },
  ): Promise<void> {
    await platform.api
      .get(OrganisationsService, { strict: false })
      .ensure({ code: username, name: username, schoolId: null, enterpriseId: null, ...organisation });
    await platform.api
      .get(UsersService, { strict: false })
      .create({ username, displayName: username, password: PASSWORD, organisationCode: username, role });
  }

  const codeOf = async (query: string, variables: object = {}, token?: string): Promise<string | undefined> =>
    (await platform.graphql(query, variables, token)).errors?.[0]?.extensions.code;

  const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${platform.url}/graphql`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bureau}`, ...headers },
    });

  describe('who asks', () => {
    it('refuses whoever is not signed in, in Chinese', async () => {
      const reply = await platform.graphql('{ schools { items { id } } }');
      expect(reply.errors?.[0]).toMatchObject({ extensions: { code: 'UNAUTHENTICATED', kind: 'UNAUTHENTICATED' } });
      expect(reply.errors?.[0]?.message).toMatch(/登录/);
    });

    it('refuses a token that was never given out', async () => {
      expect(await codeOf('{ me { id } }', {}, 'not-a-token')).toBe('UNAUTHENTICATED');
    });

    it("answers another school's id as one that does not exist", async () => {
      const query = 'query ($id: ID!) { school(id: $id) { id } }';
      const foreign = await platform.graphql(query, { id: String(otherSchool) }, school);
      const missing = await platform.graphql(query, { id: '4000000000' }, school);
      expect(foreign.errors?.[0]?.extensions.code).toBe('SCHOOL_NOT_FOUND');
      expect(missing.errors?.[0]?.extensions.code).toBe('SCHOOL_NOT_FOUND');
      expect(await codeOf(query, { id: String(ownSchool) }, school)).toBeUndefined();
    });

    it("shows a school no other school's compliance", async () => {
      const query = '{ complianceBoard(year: 2025) { items { schoolId } total } }';
      const reply = await platform.graphql(query, {}, school);
      expect(reply.errors).toBeUndefined();
      expect(reply.data).toEqual({ complianceBoard: { items: [{ schoolId: String(ownSchool) }], total: 1 } });
    });

    it('refuses an operation the role does not hold', async () => {
      expect(await codeOf('mutation { recomputeCompliance(year: 2025) { id } }', {}, school)).toBe('FORBIDDEN');
    });
  });

  describe('what is asked', () => {
    it.each([
      ['a page of 10 000', '{ schools(limit: 10000) { total } }', {}, 'PAGE_SIZE_OUT_OF_RANGE'],
      [
        'a year of the wrong type',
        'query ($y: Int!) { complianceBoard(year: $y) { total } }',
        { y: '2025' },
        'BAD_USER_INPUT',
      ],
      ['an unknown field', '{ schools { items { password } } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      ['a query that does not parse', '{ schools {', {}, 'GRAPHQL_PARSE_FAILED'],
      ['an id that is none', '{ school(id: "1 OR 1=1") { id } }', {}, 'ID_MALFORMED'],
      [
        'a date that does not exist',
        '{ complianceBoard(year: 2025, asOf: "2025-02-29") { total } }',
        {},
        'DATE_MALFORMED',
      ],
      [
        'a day of another year',
        '{ complianceBoard(year: 2025, asOf: "2024-12-31") { total } }',
        {},
        'REFERENCE_DATE_OUTSIDE_YEAR',
      ],
      ['a year before any policy', '{ complianceBoard(year: 2005) { total } }', {}, 'POLICY_MISSING_FOR_YEAR'],
      ['a sort that is not offered', '{ schools(sort: CONTACT_PHONE) { total } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ])('refuses %s with a code and a Chinese sentence', async (_what, query, variables, code) => {
      const reply = await platform.graphql(query, variables, bureau);
      expect(reply.errors?.[0]?.extensions.code).toBe(code);
      expect(reply.errors?.[0]?.message).toMatch(/[\u4e00-\u9fa5]/);
    });
  });

  describe('how much is asked (G1)', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `agreements { items { school { ${nested(depth - 1)} } } }`;

    it.each([
      ['depth', 'QUERY_TOO_COMPLEX', `{ schools { items { ${nested(6)} } } }`],
      ['aliases', 'QUERY_TOO_COMPLEX', `{ ${Array.from({ length: 40 }, (_, at) => `a${at}: me { id }`).join(' ')} }`],
      ['tokens', 'QUERY_TOO_LONG', `{ ${'me { id } '.repeat(900)} }`],
    ])('refuses too much %s without telling the limit', async (_what, code, query) => {
      const reply = await platform.graphql(query, {}, bureau);
      expect(reply.status).toBe(400);
      expect(reply.errors?.[0]?.extensions.code).toBe(code);
      expect(JSON.stringify(reply.errors)).not.toMatch(/\b(9|15|1500|1 500)\b/);
    });

    it('counts the page sizes of variables into the cost', async () => {
      const query = `query ($n: Int!) { schools(limit: $n) { items { agreements(limit: $n) { items {
        executions(limit: $n) { items { id code occurredOn } } } } } } }`;
      const greedy = await platform.graphql(query, { n: 100 }, bureau);
      expect(greedy.status).toBe(400);
      expect(greedy.errors?.[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
      expect(await codeOf(query, { n: 2 }, bureau)).toBeUndefined();
    });

    it('refuses a body over 200 kB and a batch of operations', async () => {
      expect(
        (await post(JSON.stringify({ query: '{ me { id } }', variables: { x: 'x'.repeat(250_000) } }))).status,
      ).toBe(413);
      expect((await post(JSON.stringify([{ query: '{ me { id } }' }, { query: '{ me { id } }' }]))).status).toBe(400);
    });
  });

  describe('where it comes from (S6)', () => {
    const body = JSON.stringify({ query: '{ me { id } }' });

    it.each([
      ['text/plain', { 'content-type': 'text/plain' }],
      ["another site's page", { origin: 'https://evil.example', 'content-type': 'application/json' }],
      ['a cross-site form', { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' }],
    ])('refuses a POST from %s', async (_what, headers) => {
      const { status } = await post(body, headers);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    });

    it('refuses a simple GET', async () => {
      const response = await fetch(`${platform.url}/graphql?query=${encodeURIComponent('{ me { id } }')}`, {
        headers: { authorization: `Bearer ${bureau}` },
      });
      expect(response.status).toBe(400);
    });

    it('lets its own page through', async () => {
      expect((await post(body, { origin: platform.url })).status).toBe(200);
    });
  });

  describe('the socket of subscriptions', () => {
    const progress = 'subscription ($id: ID!) { complianceRunProgress(id: $id) { status } }';
    const clients: Client[] = [];
    afterAll(() => clients.forEach((client) => void client.dispose()));

    const socket = (token: string): Client => {
      const client = socketOf(platform.url, token);
      clients.push(client);
      return client;
    };
    const refusalOf = async (client: Client, query: string, id = '1'): Promise<string | undefined> =>
      (await follow(client, query, { id })).errors[0]?.extensions.code;

    it('closes on whoever is not signed in', async () => {
      await expect(follow(socket('not-a-token'), progress, { id: '1' })).rejects.toMatchObject({ code: 4403 });
    });

    it.each([
      ['a run that does not exist', progress, 'COMPLIANCE_RUN_NOT_FOUND'],
      ['a query', '{ me { id } }', 'SOCKET_SUBSCRIPTIONS_ONLY'],
      ['an unknown field', 'subscription { complianceRunProgress(id: 1) { secret } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['a document that does not parse', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
      ['too many tokens', `subscription { ${'me { id } '.repeat(900)} }`, 'QUERY_TOO_LONG'],
    ])('refuses %s in Chinese', async (_what, query, code) => {
      const { errors } = await follow(socket(bureau), query, { id: '4000000000' });
      expect(errors[0]?.extensions.code).toBe(code);
      expect(errors[0]?.message).toMatch(/[\u4e00-\u9fa5]/);
    });

    it('refuses what the role does not hold', async () => {
      expect(await refusalOf(socket(school), progress)).toBe('FORBIDDEN');
    });

    it('masks what went wrong inside', async () => {
      const runs = platform.api.get(ComplianceRunsService, { strict: false });
      const broken = jest.spyOn(runs, 'run').mockRejectedValue(new Error('SELECT secret FROM user'));
      const reply = await follow(socket(bureau), progress, { id: '1' });
      broken.mockRestore();
      expect(JSON.stringify(reply)).not.toContain('secret');
      expect(reply.errors[0]?.extensions.code).toBe('INTERNAL_ERROR');
    });

    it('is opened to nobody by a token that was signed out', async () => {
      const token = await platform.signIn('bureau', PASSWORD);
      expect(await refusalOf(socket(token), progress)).toBe('COMPLIANCE_RUN_NOT_FOUND');
      await platform.graphql('mutation { signOut }', {}, token);
      await expect(refusalOf(socket(token), progress)).rejects.toMatchObject({ code: 4403 });
    });

    it("is not opened for another site's page, nor for messages without end", async () => {
      const open = (options: object): Promise<number | string> =>
        new Promise((resolve) => {
          const plain = new WebSocket(`${platform.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', options);
          plain.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
          plain.on('open', () => plain.send('x'.repeat(250_000)));
          plain.on('close', (code) => resolve(`closed ${code}`));
          plain.on('error', () => undefined);
        });
      expect(await open({ origin: 'https://evil.example' })).toBe(403);
      expect(await open({ origin: platform.url })).toBe('closed 1009');
    });
  });

  it('masks what went wrong inside, on the compiled path too, and says a number to ask with (G3)', async () => {
    const enterprises = platform.api.get(EnterprisesService, { strict: false });
    const broken = jest.spyOn(enterprises, 'list').mockRejectedValue(new Error('SELECT secret FROM user'));
    const reply = await platform.graphql('{ enterprises { items { id } } }', {}, bureau);
    broken.mockRestore();
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(reply.errors?.[0]).toMatchObject({
      message: expect.stringContaining('系统内部错误') as string,
      extensions: { code: 'INTERNAL_ERROR', correlationId: expect.stringMatching(/^[\w-]{36}$/) as string },
    });
  });

  describe('health and metrics', () => {
    it('is alive and ready, and counts requests and operations', async () => {
      expect((await fetch(`${platform.url}/livez`)).status).toBe(200);
      const ready = await fetch(`${platform.innerUrl}/readyz`);
      expect(await ready.json()).toEqual({
        ready: true,
        checks: { database: 'ok', audit: 'ok', clock: 'ok', redis: 'ok', process: 'ok' },
      });
      const metrics = await (await fetch(`${platform.innerUrl}/metrics`)).text();
      expect(metrics).toMatch(/sxbq_http_request_seconds_count\{.*route="\/graphql"/);
      expect(metrics).toMatch(/sxbq_graphql_operation_seconds_count\{type="query",field="schools",outcome="ok"\}/);
    });

    it.each(['/readyz', '/metrics'])('does not show %s to strangers', async (path) => {
      expect((await fetch(`${platform.url}${path}`)).status).toBe(404);
    });

    it.each(['/%zz', '/graphql/%c0', `/ledgers/${'%'.repeat(30)}`])(
      'answers in its own form what is no address: %s',
      async (path) => {
        const { hostname, port } = new URL(platform.url);
        const answer = await rawAnswer(
          { host: hostname, port: Number(port) },
          `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
        );
        expect(answer).toMatch(/^HTTP\/1\.1 400 /);
        expect(bodyOf(answer)).toMatchObject({ error: { kind: 'BAD_INPUT', code: 'HTTP_400' } });
        expect(answer).not.toContain(path);
      },
    );

    it.each([
      ['what is no HTTP', 'HELLO\r\n\r\n', 'HTTP_400'],
      ['headers without end', `GET /livez HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 'HTTP_431'],
    ])('answers in its own form %s', async (_what, sent, code) => {
      const { hostname, port } = new URL(platform.url);
      const answer = await rawAnswer({ host: hostname, port: Number(port) }, sent);
      expect(bodyOf(answer)).toMatchObject({
        error: { code, message: expect.stringMatching(/[\u4e00-\u9fa5]/) as string },
      });
    });

    it('shows the queue board to a system administrator alone', async () => {
      const board = (token?: string): Promise<Response> =>
        fetch(`${platform.url}/admin/queues`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
      expect((await board()).status).toBe(401);
      expect((await board(bureau)).status).toBe(403);
      await addUser('operator', Role.SYSTEM_ADMINISTRATOR, { kind: OrganisationKind.ADMINISTRATION, regionPrefix: '' });
      expect((await board(await platform.signIn('operator', PASSWORD))).status).toBe(200);
    });
  });
});

describe('in production', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform(undefined, {
      NODE_ENV: 'production',
      PROXY_HOPS: '0',
      PUBLIC_ORIGIN: 'http://localhost',
    });
  });
  afterAll(() => platform.close());

  it('tells nothing of the schema: no introspection, no suggestions, no page to play on (G2)', async () => {
    const schema = await platform.graphql('{ __schema { types { name } } }');
    expect(schema.data?.['__schema' as never]).toBeUndefined();
    expect(schema.errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    const typo = await platform.graphql('{ school { id } schoolz { id } }');
    expect(JSON.stringify(typo)).not.toMatch(/Did you mean/);
    const page = await fetch(`${platform.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toMatch(/graphiql/i);
  });
});

/** What the server answers to these bytes, until it closes. */
function rawAnswer(at: { host: string; port: number }, sent: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(at, () => socket.write(sent));
    socket.on('data', (piece: Buffer) => (answer += piece.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

const bodyOf = (answer: string): unknown => JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
