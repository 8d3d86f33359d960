import { ComplianceRunsService } from '@sxbq/compliance';
import { Client } from 'graphql-ws';
import { connect } from 'node:net';
import { ClientOptions } from 'ws';
import { bureauUsers } from '../support/bureau-users';
import { Platform, startPlatform } from '../support/platform';
import { introduce, openRaw, RawSocket, until } from '../support/raw-socket';
import { follow, socketOf } from '../support/socket';

const PROGRESS = 'subscription ($id: ID!) { complianceRunProgress(id: $id) { status } }';

describe('sockets that ask too much (G1)', () => {
  let platform: Platform;
  let officer: string;
  let other: string;
  const raw: RawSocket[] = [];
  const clients: Client[] = [];

  beforeAll(async () => {
    platform = await startPlatform(undefined, { SOCKET_CHECK_SECONDS: '1', RATE_LIMITS: 'request=200/3600' });
    [officer = '', other = ''] = await bureauUsers(platform, 'officer', 'other');
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const client of clients.splice(0)) await client.dispose();
    for (const socket of raw.splice(0)) {
      socket.close();
      await socket.closed;
    }
  });
  afterAll(() => platform.close());

  function open(options: ClientOptions = {}): RawSocket {
    const opening = openRaw(platform.url, options);
    raw.push(opening);
    return opening;
  }

  const signedIn = (token: string): Promise<RawSocket> => introduce(open(), token);

  /** Runs that go on for ever, so that their subscriptions stay open. */
  const endlessRuns = (): void => {
    const runs = platform.api.get(ComplianceRunsService, { strict: false });
    jest.spyOn(runs, 'run').mockResolvedValue({ id: 1, status: 'RUNNING' } as never);
  };
  const subscribe = (id: string) => ({ id, type: 'subscribe', payload: { query: PROGRESS, variables: { id: '1' } } });

  it('closes one that does not say who it is, and one that says nothing at all', async () => {
    const started = Date.now();
    expect(await open().closed).toBe(4408);
    expect(Date.now() - started).toBeLessThan(8_000);
  });

  it('closes one that follows nothing', async () => {
    const socket = await signedIn(officer);
    expect(await socket.closed).toBe(1000);
  });

  it('closes one whose session has ended, though it follows something', async () => {
    endlessRuns();
    const token = await platform.signIn('other', 'abuse-spec-4t8w');
    const socket = await signedIn(token);
    socket.send(subscribe('a'));
    await until(() => socket.messages.some(({ type }) => type === 'next'), socket);
    await platform.graphql('mutation { signOut }', {}, token);
    expect(await socket.closed).toBe(4403);
  });

  it('lets a user open only so many, whatever others do', async () => {
    const sockets: RawSocket[] = [];
    for (let at = 0; at < 22; at++) sockets.push(await signedIn(officer));
    const refused = await Promise.all(sockets.slice(20).map(({ closed }) => closed));
    expect(refused).toEqual([4429, 4429]);
    expect((await signedIn(other)).messages).toMatchObject([{ type: 'connection_ack' }]);
  });

  it('lets a network open only so many before it says who they are', async () => {
    const strangers = Array.from({ length: 60 }, () => open());
    const statuses = await Promise.all(
      strangers.map(({ closed }) =>
        Promise.race([closed, new Promise<number>((resolve) => setTimeout(resolve, 2_000, 0))]),
      ),
    );
    expect(statuses.filter((status) => status === 429).length).toBe(10);
  });

  it('lets a socket follow only so much', async () => {
    endlessRuns();
    const socket = await signedIn(other);
    for (let at = 0; at < 22; at++) socket.send(subscribe(`s${at}`));
    await until(() => socket.messages.filter(({ type }) => type === 'error').length === 2, socket);
    const refused = socket.messages.filter(({ type }) => type === 'error');
    expect(refused).toMatchObject([
      { payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] },
      { payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }] },
    ]);
  });

  it('takes each subscription from the budgets of its user', async () => {
    const client = socketOf(platform.url, officer);
    clients.push(client);
    const codes = new Set<string | undefined>();
    for (let at = 0; at < 220; at++) {
      codes.add((await follow(client, PROGRESS, { id: '4000000000' })).errors[0]?.extensions.code);
    }
    expect([...codes]).toEqual(['COMPLIANCE_RUN_NOT_FOUND', 'TOO_MANY_REQUESTS']);
  });

  it('is not held up by an upgrade that is never finished', async () => {
    const { hostname, port } = new URL(platform.url);
    const socket = connect({ host: hostname, port: Number(port) }, () =>
      socket.write('GET /graphql HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\n'),
    );
    socket.on('error', () => undefined);
    expect((await fetch(`${platform.url}/livez`)).status).toBe(200);
    socket.destroy();
  });
});
