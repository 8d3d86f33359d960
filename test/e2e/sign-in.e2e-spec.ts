import { Role } from '@sxbq/kernel';
import { PASSWORD, someUser } from '../support/identity-services';
import { Platform, startPlatform } from '../support/platform';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { token expiresAt clientMutationId me { username role roleTitle permissions organisation { name kind regionPrefix schoolId } } }
}`;

describe('signing in over the API', () => {
  let platform: Platform;
  let officer: string;
  let auditor: string;
  let token: string;

  beforeAll(async () => {
    platform = await startPlatform();
    const services = { app: platform.api };
    officer = await someUser(services, Role.HR_BUREAU);
    auditor = await someUser(services, Role.AUDIT_ADMINISTRATOR);
  });
  afterAll(() => platform.close());

  const code = (reply: { errors?: { extensions: { code: string } }[] }) => reply.errors?.[0]?.extensions.code;
  const post = (query: string, headers: Record<string, string>, variables: object = {}) =>
    fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });

  it('refuses whoever has not signed in', async () => {
    for (const query of [
      '{ me { id } }',
      '{ mySessions { id } }',
      '{ auditEntries { total } }',
      'mutation { signOut }',
    ]) {
      expect(code(await platform.graphql(query))).toBe('UNAUTHENTICATED');
    }
    expect(code(await platform.graphql('{ me { id } }', {}, 'sxbq_not-a-token'))).toBe('UNAUTHENTICATED');
  });

  it('refuses a wrong password and a malformed request, in words', async () => {
    const wrong = await platform.graphql(SIGN_IN, { input: { username: officer, password: 'a wrong password' } });
    expect(wrong.errors?.[0]).toMatchObject({
      message: '用户名或密码不正确，请核对后重试。',
      extensions: { code: 'SIGN_IN_REFUSED' },
    });
    const long = await platform.graphql(SIGN_IN, { input: { username: officer, password: 'x'.repeat(129) } });
    expect(code(long)).toBe('INPUT_INVALID');
    const typed = await platform.graphql(SIGN_IN, { input: { username: officer, password: 12345 } });
    expect(typed.errors?.[0]?.extensions.kind).toBe('BAD_INPUT');
  });

  it('answers with a token, who one is and what one may do', async () => {
    const reply = await platform.graphql<{ signIn: { token: string; me: object; clientMutationId: string } }>(SIGN_IN, {
      input: { username: officer, password: PASSWORD, clientMutationId: 'm-1' },
    });
    expect(reply.data.signIn).toMatchObject({
      clientMutationId: 'm-1',
      me: {
        username: officer,
        role: 'HR_BUREAU',
        roleTitle: '人社局',
        permissions: expect.arrayContaining(['identity.me', 'catalogues.read', 'schools.read']) as string[],
        organisation: { kind: 'BUREAU', regionPrefix: '3204', schoolId: null },
      },
    });
    token = reply.data.signIn.token;
    expect((await platform.graphql<{ me: object }>('{ me { username } }', {}, token)).data.me).toEqual({
      username: officer,
    });
  });

  it('keeps a browser’s session in a cookie that scripts cannot read, and forgets it on leaving', async () => {
    const answer = await post(SIGN_IN, {}, { input: { username: officer, password: PASSWORD, carrier: 'COOKIE' } });
    const { data } = (await answer.json()) as { data: { signIn: { token: string | null } } };
    expect(data.signIn.token).toBeNull();
    const set = answer.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^sxbq-development=sxbq_[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
    const cookie = set.split(';')[0] as string;
    expect(await (await post('{ me { username } }', { cookie })).json()).toEqual({
      data: { me: { username: officer } },
    });
    const out = await post('mutation { signOut }', { cookie });
    expect(out.headers.get('set-cookie')).toMatch(/^sxbq-development=; .*Max-Age=0/);
    expect(await (await post('{ me { username } }', { cookie })).text()).toContain('UNAUTHENTICATED');
  });

  it('shows one’s sessions and lets another of them be ended', async () => {
    const other = await platform.signIn(officer, PASSWORD);
    const { data } = await platform.graphql<{ mySessions: { id: string; current: boolean }[] }>(
      '{ mySessions { id current startedAt lastSeenAt expiresAt address userAgent } }',
      {},
      token,
    );
    expect(data.mySessions.filter(({ current }) => current)).toHaveLength(1);
    const end = data.mySessions.find(({ current }) => !current)?.id;
    const ended = await platform.graphql('mutation ($id: ID!) { endSession(id: $id) }', { id: end }, token);
    expect(ended.data).toEqual({ endSession: true });
    expect(code(await platform.graphql('{ me { id } }', {}, other))).toBe('UNAUTHENTICATED');
    expect(code(await platform.graphql('mutation { endSession(id: "4000000000") }', {}, token))).toBe(
      'SESSION_NOT_FOUND',
    );
    expect(code(await platform.graphql('mutation { endSession(id: "0x1") }', {}, token))).toBe('ID_MALFORMED');
  });

  it('allows ten guesses at an account, however many a request aliases', async () => {
    const victim = await someUser({ app: platform.api });
    const calls = Array.from({ length: 15 }, (_, index) => `t${index}: signIn(input: $i) { token }`).join(' ');
    const guess = () =>
      platform.graphql(`mutation ($i: SignInInput!) { ${calls} }`, {
        i: { username: victim, password: 'a wrong password' },
      });
    for (let request = 0; request < 10; request++) expect((await guess()).data).toBeNull();
    expect(code(await guess())).toBe('TOO_MANY_SIGN_INS');
    const right = await platform.graphql(SIGN_IN, { input: { username: victim, password: PASSWORD } });
    expect(code(right)).toBe('TOO_MANY_SIGN_INS');
  });

  it('shows the audit to the audit administrator alone', async () => {
    const query =
      '{ auditEntries(limit: 100, filter: {action: "identity.", result: REFUSED}) { total items { action actorRole result changes { field } correlationId } } }';
    const refused = await platform.graphql(query, {}, token);
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('查阅审计记录') as string,
      extensions: { code: 'FORBIDDEN', kind: 'FORBIDDEN' },
    });
    const audit = await platform.signIn(auditor, PASSWORD);
    const { data } = await platform.graphql<{ auditEntries: { total: number; items: object[] } }>(query, {}, audit);
    expect(data.auditEntries.total).toBeGreaterThan(0);
    expect(data.auditEntries.items[0]).toMatchObject({
      action: 'identity.signIn',
      actorRole: 'ANONYMOUS',
      result: 'REFUSED',
    });
    const large = await platform.graphql('{ auditEntries(limit: 10000) { total } }', {}, audit);
    expect(large.errors).toHaveLength(1);
    expect(code(await platform.graphql('{ schools { total } }', {}, audit))).toBe('FORBIDDEN');
  });

  it('lists the catalogues to everybody signed in', async () => {
    const reply = await platform.graphql<{ catalogueEntries: object }>(
      '{ catalogueEntries(system: REGION, filter: {search: "3204"}, sort: NAME, limit: 5) { total items { code name edition note } } }',
      {},
      token,
    );
    expect(reply.data.catalogueEntries).toEqual({ total: 0, items: [] });
  });

  it('is over at once after signing out', async () => {
    expect((await platform.graphql('mutation { signOut }', {}, token)).data).toEqual({ signOut: true });
    expect(code(await platform.graphql('{ me { id } }', {}, token))).toBe('UNAUTHENTICATED');
  });
});
