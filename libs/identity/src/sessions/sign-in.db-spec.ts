import { FixedClock, Role } from '@sxbq/kernel';
import {
  fromAddress,
  PASSWORD,
  someAddress,
  someUser,
  startIdentityServices,
} from '../../../../test/support/identity-services';
import { TestServices } from '../../../../test/support/test-database';
import {
  IssuedSession,
  PLAIN_CALLER,
  SessionAuthenticator,
  SessionsService,
  SignInService,
  UsersService,
} from '../index';
import { UserRepository } from '../persistence/user.repository';

/** The real argon2; what was verified and how many hashes were made. */
const hashing = { verified: [] as string[], made: 0 };
jest.mock('@node-rs/argon2', () => {
  const argon2 = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return {
    ...argon2,
    verify: (hash: string, password: string) => {
      hashing.verified.push(hash);
      return argon2.verify(hash, password);
    },
    hash: (password: string, options: object) => {
      hashing.made++;
      return argon2.hash(password, options);
    },
  };
});

const START = new Date('2026-03-02T01:00:00.000Z');
const MINUTE = 60_000;

describe('signing in', () => {
  const clock = new FixedClock(START);
  let services: TestServices;
  let address: string;

  const at = (minutes: number) => clock.set(new Date(START.getTime() + minutes * MINUTE));
  const signIn = (username: string, password = PASSWORD, headers = {}): Promise<IssuedSession> =>
    fromAddress(address, () =>
      services.app.get(SignInService).signIn({ username, password }, { ...PLAIN_CALLER, headers, userAgent: 'jest' }),
    );
  const refusal = (username: string, password?: string) =>
    signIn(username, password).then(
      () => 'signed in',
      (error: { code: string; message: string }) => `${error.code} ${error.message}`,
    );
  const bearer = (token: string) =>
    services.app.get(SessionAuthenticator).authenticate({ authorization: `Bearer ${token}` });
  const query = <T>(sql: string, params: unknown[] = []) => services.dataSource.query(sql, params) as Promise<T[]>;

  beforeAll(async () => {
    services = await startIdentityServices(clock);
  });
  beforeEach(async () => {
    await services.empty();
    clock.set(START);
    address = someAddress();
  });
  afterAll(() => services.close());

  it('starts a session for the right password, whatever the case of the username', async () => {
    const username = await someUser(services);
    const { token, principal, expiresAt } = await signIn(` ${username.toUpperCase()} `);
    expect(principal).toMatchObject({ role: Role.HR_BUREAU, regionPrefix: '3204', schoolId: null, enterpriseId: null });
    expect(expiresAt).toEqual(new Date(START.getTime() + 12 * 60 * MINUTE));
    expect(await bearer(token)).toEqual(principal);
  });

  it('answers a wrong password, an unknown, malformed or disabled user, and one without a role alike', async () => {
    const username = await someUser(services);
    const disabled = await someUser(services);
    await services.app.get(UsersService).disable(disabled);
    const roleless = await someUser(services);
    await query(`DELETE m FROM membership m JOIN \`user\` u ON u.id = m.user_id WHERE u.username = '${roleless}'`);
    const answers = [
      await refusal(username, 'not the right password'),
      await refusal('nobody-at-all', 'not the right password'),
      await refusal('no such näme!', 'not the right password'),
      await refusal(disabled),
      await refusal(roleless),
    ];
    expect(new Set(answers)).toEqual(new Set(['SIGN_IN_REFUSED 用户名或密码不正确，请核对后重试。']));
    expect(await query('SELECT 1 FROM session')).toHaveLength(0);
  });

  it('verifies one hash of today’s cost for an unknown user as for a known one, whatever they may not do', async () => {
    const [known, disabled, roleless] = await Promise.all([someUser(services), someUser(services), someUser(services)]);
    await services.app.get(UsersService).disable(disabled);
    await query('DELETE m FROM membership m JOIN `user` u ON u.id = m.user_id WHERE u.username = ?', [roleless]);
    const { passwordHash } = (await services.app.get(UserRepository).findAccount(known)) as { passwordHash: string };
    const cost = (hash: string) => hash.split('$').slice(0, 4).join('$');
    for (const [name, password] of [
      [known, 'not the right password'],
      ['nobody-at-all', 'not the right password'],
      ['not a username at all!', 'not the right password'],
      [disabled, PASSWORD],
      [disabled, 'not the right password'],
      [roleless, PASSWORD],
    ] as const) {
      hashing.verified = [];
      hashing.made = 0;
      expect(await refusal(name, password)).toContain('SIGN_IN_REFUSED');
      expect(hashing.made).toBe(0);
      expect(hashing.verified.map(cost)).toEqual([cost(passwordHash)]);
    }
  });

  it('is not fooled by a username that the database’s collation takes for another', async () => {
    await someUser(services);
    await query("UPDATE `user` SET username = 'unit-office'");
    expect(await refusal('ünit-office')).toContain('SIGN_IN_REFUSED');
    expect(await refusal('unit-office')).toBe('signed in');
  });

  it('records sign-ins and refusals, without username or password', async () => {
    const username = await someUser(services);
    const [last] = await query<{ id: string }>('SELECT COALESCE(MAX(id), 0) AS id FROM audit_entry');
    const { principal } = await signIn(username);
    await refusal(username, 'not the right password');
    await refusal('nobody-at-all', 'not the right password');
    const entries = await query<object>(`SELECT * FROM audit_entry WHERE id > ${last?.id} ORDER BY id`);
    const userId = principal.userId;
    expect(entries).toMatchObject([
      {
        action: 'identity.signIn',
        result: 'DONE',
        actor_user_id: userId,
        actor_session_id: principal.sessionId,
        address,
      },
      { action: 'identity.signIn', result: 'REFUSED', actor_role: 'ANONYMOUS', object_id: String(userId), address },
      { action: 'identity.signIn', result: 'REFUSED', actor_role: 'ANONYMOUS', object_id: null, address },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/nobody-at-all|not the right|user-/);
  });

  it('keeps nothing in the table that could be signed in with', async () => {
    const username = await someUser(services);
    const { token } = await signIn(username);
    const [session] = await query<{ token_hash: string }>('SELECT token_hash FROM session');
    const [user] = await query<{ password_hash: string }>('SELECT password_hash FROM `user`');
    expect(JSON.stringify([session, user])).not.toContain(token.slice(5));
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await bearer(session?.token_hash ?? '')).toBeNull();
    expect(await bearer(`sxbq_${session?.token_hash}`)).toBeNull();
    expect(await refusal(username, user?.password_hash)).toContain('SIGN_IN_REFUSED');
  });

  it('gives a session from the cookie as from the header, and none from rubbish', async () => {
    const { token, principal } = await signIn(await someUser(services));
    const authenticator = services.app.get(SessionAuthenticator);
    expect(await authenticator.authenticate({ cookie: `a=b; sxbq-development=${token}` })).toEqual(principal);
    expect(await authenticator.authenticate({ authorization: `bearer ${token}` })).toEqual(principal);
    for (const authorization of ['', 'Bearer ', 'Bearer x', `Basic ${token}`, `Bearer ${token}x`]) {
      expect(await authenticator.authenticate({ authorization })).toBeNull();
    }
    expect(await authenticator.authenticate({})).toBeNull();
    expect(
      await authenticator.authenticate({ authorization: 'Bearer x', cookie: `sxbq-development=${token}` }),
    ).toBeNull();
  });

  it('never mixes up requests that are looked up together', async () => {
    const signedIn = await Promise.all(
      (await Promise.all([someUser(services), someUser(services), someUser(services)])).map((username) =>
        signIn(username),
      ),
    );
    const answers = await Promise.all(
      Array.from({ length: 1_000 }, async (_, index) => {
        const expected = signedIn[index % 4];
        const principal = await bearer(expected?.token ?? `sxbq_${'x'.repeat(43)}`);
        return principal?.userId === expected?.principal.userId;
      }),
    );
    expect(answers).not.toContain(false);
  });

  it('ends a session at once: signed out, deleted from the table, user disabled, password changed', async () => {
    const username = await someUser(services);
    const sessions = services.app.get(SessionsService);
    const users = services.app.get(UsersService);

    const first = await signIn(username);
    await sessions.signOut(first.principal);
    expect(await bearer(first.token)).toBeNull();

    const second = await signIn(username);
    await query('DELETE FROM session');
    expect(await bearer(second.token)).toBeNull();

    const third = await signIn(username);
    await users.setPassword(username, 'another long password');
    expect(await bearer(third.token)).toBeNull();

    const fourth = await signIn(username, 'another long password');
    await users.disable(username);
    expect(await bearer(fourth.token)).toBeNull();
  });

  it('lets a disabled user’s session count no more, even where it was not ended', async () => {
    const { token } = await signIn(await someUser(services));
    await query('UPDATE `user` SET disabled_at = NOW(6)');
    expect(await bearer(token)).toBeNull();
  });

  it('acts with the role of today', async () => {
    const { token } = await signIn(await someUser(services));
    await query("UPDATE membership SET role = 'INSPECTOR'");
    expect(await bearer(token)).toMatchObject({ role: Role.INSPECTOR });
  });

  it('times out after half an hour without use, and not while it is used', async () => {
    const { token, principal } = await signIn(await someUser(services));
    for (const minutes of [29, 58, 87]) {
      at(minutes);
      expect(await bearer(token)).toEqual(principal);
    }
    at(87 + 30);
    expect(await bearer(token)).toBeNull();
  });

  it('ends after twelve hours however busy', async () => {
    const { token, principal } = await signIn(await someUser(services));
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      at(minutes);
      expect(await bearer(token)).toEqual(principal);
    }
    at(12 * 60);
    expect(await bearer(token)).toBeNull();
  });

  it('writes the last use down at most once a minute', async () => {
    const { token } = await signIn(await someUser(services));
    const lastSeen = async () => (await query<{ seen: Date }>('SELECT last_seen_at AS seen FROM session'))[0]?.seen;
    at(0.9);
    await bearer(token);
    expect(await lastSeen()).toEqual(START);
    at(1);
    await bearer(token);
    expect(await lastSeen()).toEqual(clock.now());
  });

  it('gives a new token at every sign-in and ends the session that was presented', async () => {
    const username = await someUser(services);
    const before = await signIn(username);
    const after = await signIn(username, PASSWORD, { authorization: `Bearer ${before.token}` });
    expect(after.token).not.toBe(before.token);
    expect(await bearer(before.token)).toBeNull();
    expect(await bearer(after.token)).toEqual(after.principal);
  });

  it('shows and ends only one’s own sessions', async () => {
    const mine = await signIn(await someUser(services));
    const theirs = await signIn(await someUser(services));
    const sessions = services.app.get(SessionsService);
    expect(await sessions.listOwn(mine.principal)).toMatchObject([
      { id: mine.principal.sessionId, address, userAgent: 'jest' },
    ]);
    const foreign = sessions.end(mine.principal, theirs.principal.sessionId ?? 0);
    await expect(foreign).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
    await expect(sessions.end(mine.principal, 4_000_000_000)).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' });
    expect(await bearer(theirs.token)).not.toBeNull();
    await sessions.end(mine.principal, mine.principal.sessionId ?? 0);
    expect(await sessions.listOwn(mine.principal)).toEqual([]);
  });

  it('renews the hash of a password that was kept with weaker parameters', async () => {
    const username = await someUser(services);
    const { hash } = await import('@node-rs/argon2');
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await query(`UPDATE \`user\` SET password_hash = '${weak}'`);
    await signIn(username);
    const [user] = await query<{ password_hash: string }>('SELECT password_hash FROM `user`');
    expect(user?.password_hash).toContain('m=19456,t=2,p=1');
    await signIn(username);
  });
});
