import { RedisConnections } from '@sxbq/platform';
import { once } from 'node:events';
import {
  fromAddress,
  PASSWORD,
  someAddress,
  someUser,
  startIdentityServices,
} from '../../../../test/support/identity-services';
import { TestServices } from '../../../../test/support/test-database';
import { Caller, PLAIN_CALLER, SessionAuthenticator, SessionCarrier, SignInService } from '../index';
import { SIGN_IN_LIMITS, SignInThrottle } from './sign-in-throttle';

describe('the sign-in throttle', () => {
  let services: TestServices;

  beforeAll(async () => {
    services = await startIdentityServices();
  });
  afterAll(() => services.close());

  const attempt = (username: string, address: string, password: string) =>
    fromAddress(address, () => services.app.get(SignInService).signIn({ username, password })).then(
      () => 'OK',
      (error: { code: string }) => error.code,
    );
  const count = (answers: string[]) => {
    const counts: Record<string, number> = {};
    for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
    return counts;
  };

  /** The tries that an account has from anywhere, by somebody with as many addresses as it takes. */
  const useUp = async (username: string) => {
    const throttle = services.app.get(SignInThrottle);
    for (let guess = 0; guess < SIGN_IN_LIMITS.account; guess++) {
      await throttle.take({ username, network: someAddress(), deviceToken: null });
    }
  };

  it('counts a hundred aliased calls of one request as a hundred tries', async () => {
    const username = await someUser(services);
    const address = someAddress();
    const answers = await fromAddress(address, () =>
      Promise.all(Array.from({ length: 100 }, (_, index) => attempt(username, address, `guess number ${index}`))),
    );
    expect(count(answers)).toEqual({
      SIGN_IN_REFUSED: SIGN_IN_LIMITS.accountFromAddress,
      TOO_MANY_SIGN_INS: 100 - SIGN_IN_LIMITS.accountFromAddress,
    });
    expect(await attempt(username, address, PASSWORD)).toBe('TOO_MANY_SIGN_INS');
  });

  it('does not let one address lock an account’s owner out', async () => {
    const username = await someUser(services);
    const attacker = someAddress();
    for (let guess = 0; guess < 120; guess++) await attempt(username, attacker, `guess number ${guess}`);
    expect(await attempt(username, someAddress(), PASSWORD)).toBe('OK');
  });

  it('stops guesses at one account from many addresses', async () => {
    const username = await someUser(services);
    await useUp(username);
    expect(await attempt(username, someAddress(), PASSWORD)).toBe('TOO_MANY_SIGN_INS');
  });

  it('never locks the owner out of a network they signed in from before, whoever guesses from wherever', async () => {
    const username = await someUser(services);
    const office = someAddress();
    expect(await attempt(username, office, PASSWORD)).toBe('OK');
    await useUp(username);
    expect(await attempt(username, someAddress(), PASSWORD)).toBe('TOO_MANY_SIGN_INS');
    expect(await attempt(username, office, PASSWORD)).toBe('OK');
    for (let guess = 0; guess < SIGN_IN_LIMITS.accountFromAddress; guess++) {
      expect(await attempt(username, office, `guess number ${guess}`)).toBe('SIGN_IN_REFUSED');
    }
    expect(await attempt(username, office, PASSWORD)).toBe('TOO_MANY_SIGN_INS');
  });

  it('never locks the owner out of a browser they signed in with before, whatever its network does', async () => {
    const username = await someUser(services);
    const network = someAddress();
    const browser: Caller = { ...PLAIN_CALLER, carrier: SessionCarrier.COOKIE };
    const signIn = (caller: Caller, name = username) =>
      fromAddress(network, () =>
        services.app.get(SignInService).signIn({ username: name, password: PASSWORD }, caller),
      );
    const { deviceToken } = await signIn(browser);
    const known = { ...browser, deviceToken };
    await useUp(username);
    for (let guess = 0; guess < SIGN_IN_LIMITS.address; guess++) {
      await services.app.get(SignInThrottle).take({ username: `spray-${guess}`, network, deviceToken: null });
    }
    await expect(signIn(browser)).rejects.toMatchObject({ code: 'TOO_MANY_SIGN_INS' });
    expect((await signIn(known)).deviceToken).toBe(deviceToken);
    // The mark of one user's browser opens nothing for another.
    await expect(signIn(known, await someUser(services))).rejects.toMatchObject({ code: 'TOO_MANY_SIGN_INS' });
  });

  it('stops guesses at many accounts from one address', async () => {
    const throttle = services.app.get(SignInThrottle);
    const address = someAddress();
    for (let guess = 0; guess < SIGN_IN_LIMITS.address; guess++)
      await throttle.take({ username: `spray-${guess}`, network: address, deviceToken: null });
    expect(await attempt(await someUser(services), address, PASSWORD)).toBe('TOO_MANY_SIGN_INS');
  });

  it('does not count what succeeds', async () => {
    const username = await someUser(services);
    const address = someAddress();
    for (let time = 0; time < SIGN_IN_LIMITS.accountFromAddress + 5; time++) {
      expect(await attempt(username, address, PASSWORD)).toBe('OK');
    }
  });

  it('says when to come back', async () => {
    const throttle = services.app.get(SignInThrottle);
    const tries = { username: 'somebody', network: someAddress(), deviceToken: null };
    for (let time = 0; time < SIGN_IN_LIMITS.accountFromAddress; time++) await throttle.take(tries);
    await expect(throttle.take(tries)).rejects.toMatchObject({
      code: 'TOO_MANY_SIGN_INS',
      message: '登录尝试过多，请在 15 分钟后再试。',
    });
  });

  it('leaves neither usernames nor addresses in Redis', async () => {
    const username = await someUser(services);
    const address = someAddress();
    await attempt(username, address, 'a wrong password');
    const connections = services.app.get(RedisConnections);
    const keys = await connections.shared().keys('*');
    expect(keys.filter((key) => key.includes('sign-in-')).length).toBeGreaterThan(2);
    expect(keys.join()).not.toMatch(new RegExp(`${username}|${address.replaceAll('.', '\\.')}`));
  });

  it('closes sign-in while Redis is away, and nothing else', async () => {
    const username = await someUser(services);
    const address = someAddress();
    const { token } = await fromAddress(address, () =>
      services.app.get(SignInService).signIn({ username, password: PASSWORD }),
    );
    const redis = services.app.get(RedisConnections).shared();
    const gone = once(redis, 'end');
    redis.disconnect();
    await gone;
    expect(await attempt(username, address, PASSWORD)).toBe('SIGN_IN_UNAVAILABLE');
    const principal = await services.app.get(SessionAuthenticator).authenticate({ authorization: `Bearer ${token}` });
    expect(principal).not.toBeNull();
    await redis.connect();
    expect(await attempt(username, address, PASSWORD)).toBe('OK');
  });
});
