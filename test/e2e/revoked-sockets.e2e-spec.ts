import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ComplianceRunsService } from '@sxbq/compliance';
import { MemberRegionsService, UsersService } from '@sxbq/identity';
import { Principal } from '@sxbq/kernel';
import { createLogger, loadConfig } from '@sxbq/platform';
import { createApi } from '../../apps/api/src/create-api';
import { bureauUsers } from '../support/bureau-users';
import { eventually, Platform, startPlatform } from '../support/platform';
import { introduce, openRaw, RawSocket, until } from '../support/raw-socket';

const PROGRESS = 'subscription ($id: ID!) { complianceRunProgress(id: $id) { status } }';
const SUBSCRIBE = { id: 'a', type: 'subscribe', payload: { query: PROGRESS, variables: { id: '1' } } };
const PASSWORD = 'abuse-spec-4t8w';
/** So that nothing is closed because it was looked at by chance. */
const NEVER = '600';
const ABSENT_REDIS = 'redis://127.0.0.1:1';

describe('sockets of who is nobody any more (S1)', () => {
  let platform: Platform;
  /** Another process of the same product, where sockets are open; what is done is done at the first. */
  const others: { app: NestFastifyApplication; url: string }[] = [];
  const sockets: RawSocket[] = [];

  beforeAll(async () => {
    platform = await startPlatform(undefined, { SOCKET_CHECK_SECONDS: NEVER });
    await bureauUsers(platform, 'leaving', 'disabled', 'narrowed', 'alone');
    others.push(await startOther({}), await startOther({ REDIS_URL: ABSENT_REDIS }));
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const socket of sockets.splice(0)) {
      socket.close();
      await socket.closed;
    }
  });
  afterAll(async () => {
    for (const { app } of others) await app.close();
    await platform.close();
  });

  async function startOther(environment: Record<string, string>) {
    const config = loadConfig({
      ...process.env,
      LOG_LEVEL: 'silent',
      NODE_ENV: 'test',
      SOCKET_CHECK_SECONDS: NEVER,
      ...environment,
    });
    const app = await createApi({ config, logger: createLogger(config, 'test') });
    await app.listen(0, '127.0.0.1');
    return { app, url: await app.getUrl() };
  }

  /** A run that has something new to tell whenever it is looked at; who looks at it is noted. */
  function restlessRun(at = 0): Principal[] {
    const seenBy: Principal[] = [];
    const runs = (others[at] as (typeof others)[number]).app.get(ComplianceRunsService, { strict: false });
    jest.spyOn(runs, 'run').mockImplementation((principal) => {
      seenBy.push(principal);
      return Promise.resolve({ id: 1, status: 'RUNNING', version: seenBy.length } as never);
    });
    return seenBy;
  }

  async function following(username: string, at = 0): Promise<{ socket: RawSocket; token: string }> {
    const token = await platform.signIn(username, PASSWORD);
    const socket = openRaw((others[at] as (typeof others)[number]).url);
    sockets.push(socket);
    await introduce(socket, token);
    socket.send(SUBSCRIBE);
    await until(() => eventsOf(socket) > 0, socket);
    expect(eventsOf(socket)).toBeGreaterThan(0);
    return { socket, token };
  }

  const eventsOf = ({ messages }: RawSocket): number => messages.filter(({ type }) => type === 'next').length;

  it('are closed at another process when the session is signed out, with nothing told after', async () => {
    restlessRun();
    const { socket, token } = await following('leaving');
    await platform.graphql('mutation { signOut }', {}, token);
    const before = eventsOf(socket);
    expect(await socket.closed).toBe(4403);
    // One may have been on its way.
    expect(eventsOf(socket)).toBeLessThanOrEqual(before + 1);
  });

  it('are closed when they follow nothing, too', async () => {
    const token = await platform.signIn('leaving', PASSWORD);
    const socket = await introduce(openRaw((others[0] as (typeof others)[number]).url), token);
    await platform.graphql('mutation { signOut }', {}, token);
    expect(await socket.closed).toBe(4403);
  });

  it('are closed when somebody is disabled', async () => {
    restlessRun();
    const { socket } = await following('disabled');
    const users = platform.api.get(UsersService, { strict: false });
    await users.disable('disabled');
    expect(await socket.closed).toBe(4403);
  });

  it('are closed without Redis as well', async () => {
    restlessRun(1);
    const { socket, token } = await following('alone', 1);
    await platform.graphql('mutation { signOut }', {}, token);
    expect(await socket.closed).toBe(4403);
  });

  it('stay open when the region of who follows is narrowed, which the next event is read with', async () => {
    const seenBy = restlessRun();
    const { socket } = await following('narrowed');
    const membershipId = seenBy[0]?.membershipId;
    expect(seenBy[0]?.memberRegionPrefix).toBeNull();
    await platform.api.get(MemberRegionsService, { strict: false }).narrow(Number(membershipId), '320412');
    const seen = seenBy.length;
    await eventually(
      () => Promise.resolve(seenBy.length),
      (looks) => looks > seen + 1,
    );
    expect(seenBy.at(-1)?.memberRegionPrefix).toBe('320412');
    expect(socket.messages.at(-1)?.type).toBe('next');
  });
});
