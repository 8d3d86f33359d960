import { Role } from '@sxbq/kernel';
import { createLogger, loadConfig } from '@sxbq/platform';
import { Writable } from 'node:stream';
import { createApi } from '../../apps/api/src/create-api';
import { PASSWORD, someUser } from '../support/identity-services';
import { GraphqlReply, Platform, startPlatform } from '../support/platform';

describe('accounts over the API', () => {
  let platform: Platform;
  const lines: string[] = [];
  const tokens = new Map<Role, string>();

  const code = (reply: GraphqlReply<unknown>) => reply.errors?.[0]?.extensions.code ?? 'answered';
  const as = <T>(role: Role, query: string, variables: object = {}) =>
    platform.graphql<T>(query, variables, tokens.get(role));

  beforeAll(async () => {
    platform = await startPlatform();
    for (const role of [Role.SYSTEM_ADMINISTRATOR, Role.SCHOOL]) {
      const token = await platform.signIn(await someUser({ app: platform.api }, role), PASSWORD);
      const proven = await platform.graphql<{ stepUp: { token: string } }>(
        'mutation ($input: StepUpInput!) { stepUp(input: $input) { token } }',
        { input: { password: PASSWORD } },
        token,
      );
      tokens.set(role, proven.data.stepUp.token);
    }
  });
  afterAll(() => platform.close());

  it('lets an invited colleague in, and writes no token of a link to the log', async () => {
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const config = loadConfig({ ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'trace' });
    const api = await createApi({ config, logger: createLogger(config, 'test', output) });
    try {
      await api.listen(0, '127.0.0.1');
      const url = await api.getUrl();
      const send = async (query: string, variables: object, token?: string) => {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
          body: JSON.stringify({ query, variables }),
        });
        return (await response.json()) as { data: Record<string, never>; errors?: object[] };
      };
      const invite = 'mutation { inviteColleague(input: {}) { link } }';
      const issued = await send(invite, {}, tokens.get(Role.SCHOOL));
      const { link } = issued.data['inviteColleague'] as unknown as { link: string };
      const token = link.split('#')[1] as string;
      const accept = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) }';
      const input = { token, username: 'colleague', displayName: '新同事', password: PASSWORD };
      await send('query ($token: String!) { openInvitation(token: $token) { kind } }', { token });
      // As a careless client would: in the address itself.
      await fetch(`${url}${link.replace('#', '?token=')}`);
      await fetch(`${url}/graphql?query=${encodeURIComponent(`{ openInvitation(token: "${token}") { kind } }`)}`, {
        headers: { 'apollo-require-preflight': 'true' },
      });
      expect((await send(accept, { input })).data).toEqual({ acceptInvitation: 'colleague' });
      expect((await send(accept, { input })).errors).toMatchObject([{ extensions: { code: 'INVITATION_INVALID' } }]);
      expect(lines.filter((line) => line.includes('"request"')).length).toBeGreaterThanOrEqual(5);
      expect(lines.join('')).not.toContain(token.slice(-43));
    } finally {
      await api.close();
    }
    expect(await platform.signIn('colleague', PASSWORD)).toMatch(/^sxbq_/);
  });

  it('takes a role away at the next request', async () => {
    const username = await someUser({ app: platform.api }, Role.HR_BUREAU);
    const token = await platform.signIn(username, PASSWORD);
    const me = '{ me { id } }';
    expect(code(await platform.graphql(me, {}, token))).toBe('answered');
    type Found = { users: { items: { memberships: { id: string }[] }[] } };
    const find = 'query ($search: String) { users(filter: { search: $search }) { items { memberships { id } } } }';
    const found = await as<Found>(Role.SYSTEM_ADMINISTRATOR, find, { search: username });
    const { id } = found.data.users.items[0]?.memberships[0] as { id: string };
    const removed = await as(Role.SYSTEM_ADMINISTRATOR, 'mutation ($id: ID!) { removeMembership(id: $id) }', { id });
    expect(code(removed)).toBe('answered');
    expect(code(await platform.graphql(me, {}, token))).toBe('UNAUTHENTICATED');
  });

  it('serves a machine client what it was given, and nothing else', async () => {
    const make = `mutation ($input: CreateMachineClientInput!) { createMachineClient(input: $input) { key client { id } } }`;
    const input = { name: '教务系统', permissions: ['schools.read'], lifeDays: 30 };
    type Made = { createMachineClient: { key: string; client: { id: string } } };
    const { key, client } = (await as<Made>(Role.SCHOOL, make, { input })).data.createMachineClient;
    const call = (query: string) => platform.graphql<Record<string, { total: number }>>(query, {}, key);
    expect((await call('{ schools { total } }')).data['schools']).toEqual({ total: 1 });
    for (const other of ['{ me { id } }', '{ enterprises { total } }', '{ machineClients { total } }']) {
      expect(code(await call(other))).toBe('FORBIDDEN');
    }
    const revoke = 'mutation ($id: ID!) { revokeMachineClient(id: $id) { id } }';
    expect(code(await as(Role.SCHOOL, revoke, { id: client.id }))).toBe('answered');
    expect(code(await call('{ schools { total } }'))).toBe('UNAUTHENTICATED');
  });
});

describe('links over the API', () => {
  it('answers tries at links within a budget only', async () => {
    const narrow = await startPlatform(undefined, { RATE_LIMITS: 'sign-in=5/60' });
    try {
      const codes: unknown[] = [];
      for (let at = 0; at < 8; at++) {
        const reply = await narrow.graphql(`{ openInvitation(token: "sxbqi_${at}") { kind } }`);
        codes.push(reply.errors?.[0]?.extensions.code);
      }
      expect(codes.filter((found) => found === 'INVITATION_INVALID')).toHaveLength(5);
      expect(codes.filter((found) => found === 'TOO_MANY_REQUESTS')).toHaveLength(3);
    } finally {
      await narrow.close();
    }
  });
});
