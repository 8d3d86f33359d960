import { FixedClock } from '@sxbq/kernel';
import { RedisConnections } from '@sxbq/platform';
import { randomBytes } from 'node:crypto';
import { PASSWORD, someUser, startIdentityServices } from '../../../../test/support/identity-services';
import { holding, SigningIn } from '../../../../test/support/signing-in';
import { Mistakes, SoftwareAuthenticator } from '../../../../test/support/software-authenticator';
import { TestServices } from '../../../../test/support/test-database';
import { PLAIN_CALLER, SessionStage, StepUpService, UsersService } from '../index';

const START = new Date('2026-03-02T01:00:00.000Z');
const ORIGIN = 'https://portal.example';

describe('passkeys', () => {
  const clock = new FixedClock(START);
  let services: TestServices;
  let people: SigningIn;

  const query = <T>(sql: string) => services.dataSource.query(sql) as Promise<T[]>;
  const register = async (token: string, authenticator: SoftwareAuthenticator, mistakes: Mistakes = {}) => {
    const options = await people.passkeys.beginRegistration(holding(token));
    return people.passkeys.finishRegistration(authenticator.create(options, mistakes), '办公室', holding(token));
  };
  const signIn = async (authenticator: SoftwareAuthenticator, mistakes: Mistakes = {}, caller = PLAIN_CALLER) => {
    const options = await people.passkeys.beginSignIn();
    return people.passkeys.finishSignIn(authenticator.get(options, mistakes), caller);
  };
  /** An officer with a passkey, signed in with a password and then its registration. */
  const owner = async (counts = true) => {
    const username = await someUser(services);
    const authenticator = new SoftwareAuthenticator(ORIGIN, counts);
    const { issued, passkeyId } = await register((await people.signIn(username)).token, authenticator);
    return { username, authenticator, token: issued.token, userId: issued.principal.userId ?? 0, passkeyId, issued };
  };

  beforeAll(async () => {
    services = await startIdentityServices(clock, [], { SECOND_FACTOR: 'required', PUBLIC_ORIGIN: ORIGIN });
  });
  beforeEach(async () => {
    await services.empty();
    clock.set(START);
    people = new SigningIn(services, clock);
  });
  afterAll(() => services.close());

  it('are a second factor by themselves: registering one ends the enrolment, signing in with one needs no more', async () => {
    const { issued, authenticator } = await owner();
    expect(issued.stage).toBe(SessionStage.ACTIVE);
    const { stage, token, principal } = await signIn(authenticator);
    expect(stage).toBe(SessionStage.ACTIVE);
    expect(await people.whoIs(token)).toEqual(expect.objectContaining({ userId: principal.userId }));
    const [session] = await query<{ method: string }>("SELECT method FROM session WHERE method = 'PASSKEY'");
    expect(session).toBeDefined();
  });

  it('stand in for the code: a password alone waits for the second step, which a passkey ends', async () => {
    const { username, authenticator } = await owner();
    const waiting = await people.signIn(username);
    expect(waiting.stage).toBe(SessionStage.SECOND_FACTOR);
    const { token } = await signIn(authenticator, {}, holding(waiting.token));
    expect(await people.whoIs(token)).not.toBeNull();
    expect(await people.refusal(people.verify(waiting.token, '000000'))).toBe('UNAUTHENTICATED');
  });

  it('work with authenticators that do not count', async () => {
    const { authenticator } = await owner(false);
    await signIn(authenticator);
    expect((await signIn(authenticator)).stage).toBe(SessionStage.ACTIVE);
  });

  it.each<[string, Mistakes]>([
    ['another site', { origin: 'https://portal.example.evil' }],
    ['another host', { rpId: 'evil.example' }],
    ['a challenge nobody gave', { challenge: randomBytes(32).toString('base64url') }],
    ['the wrong ceremony', { type: 'webauthn.create' }],
    ['another user’s name', { userHandle: Buffer.from('user-1').toString('base64url') }],
    ['a count that went back, as a copy’s does', { signCount: 1 }],
    ['nobody verified', { unverified: true }],
    ['a forged signature', { signature: randomBytes(70) }],
  ])('are refused from %s', async (_what, mistakes) => {
    const { authenticator } = await owner();
    await signIn(authenticator);
    expect(await people.refusal(signIn(authenticator, mistakes))).toBe('PASSKEY_REFUSED');
  });

  it.each<[string, Mistakes]>([
    ['another site', { origin: 'http://portal.example' }],
    ['another host', { rpId: 'evil.example' }],
    ['a challenge nobody gave', { challenge: randomBytes(32).toString('base64url') }],
    ['nobody verified', { unverified: true }],
  ])('are not registered from %s', async (_what, mistakes) => {
    const { token } = await people.signIn(await someUser(services));
    const refused = register(token, new SoftwareAuthenticator(ORIGIN), mistakes);
    expect(await people.refusal(refused)).toBe('PASSKEY_REFUSED');
    expect(await query('SELECT 1 FROM passkey')).toHaveLength(0);
  });

  it('take an answer once', async () => {
    const { authenticator } = await owner(false);
    const answer = authenticator.get(await people.passkeys.beginSignIn());
    const twice = await Promise.all(
      [1, 2].map(() => people.refusal(people.passkeys.finishSignIn(answer, PLAIN_CALLER))),
    );
    expect(twice.sort()).toEqual(['PASSKEY_REFUSED', 'done']);
  });

  it('take no answer after five minutes', async () => {
    await owner();
    await people.passkeys.beginSignIn();
    const redis = services.app.get(RedisConnections).shared();
    const [key = ''] = await redis.keys('*passkey-challenge*');
    const seconds = await redis.ttl(key);
    expect(seconds).toBeGreaterThan(290);
    expect(seconds).toBeLessThanOrEqual(300);
  });

  it('take no answer that was asked for in another session, or for something else', async () => {
    const mine = await owner();
    const other = await people.signIn(await someUser(services));
    const options = await people.passkeys.beginRegistration(holding(other.token));
    const third = await people.signIn(await someUser(services));
    const answer = new SoftwareAuthenticator(ORIGIN).create(options);
    const stolen = people.passkeys.finishRegistration(answer, '偷来的', holding(third.token));
    expect(await people.refusal(stolen)).toBe('PASSKEY_REFUSED');
    const forSignIn = mine.authenticator.get(await people.passkeys.beginSignIn());
    const stepUp = people.stepUp(mine.token, { passkeyResponse: forSignIn });
    expect(await people.refusal(stepUp)).toBe('PASSKEY_REFUSED');
  });

  it('step up by passkey, one’s own', async () => {
    const mine = await owner();
    const theirs = await owner();
    const stepUps = services.app.get(StepUpService);
    const options = () => stepUps.begin(holding(mine.token));
    const foreign = people.stepUp(mine.token, { passkeyResponse: theirs.authenticator.get(await options()) });
    expect(await people.refusal(foreign)).toBe('PASSKEY_REFUSED');
    const stepped = await people.stepUp(mine.token, { passkeyResponse: mine.authenticator.get(await options()) });
    expect(await people.whoIs(stepped.token)).toMatchObject({ steppedUpAt: START });
    expect(await people.whoIs(mine.token)).toBeNull();
    const byPassword = people.stepUp(stepped.token, { password: PASSWORD });
    expect(await people.refusal(byPassword)).toBe('STEP_UP_REFUSED');
  });

  it('sign nobody in who is disabled', async () => {
    const { username, authenticator } = await owner();
    await services.app.get(UsersService).disable(username);
    expect(await people.refusal(signIn(authenticator))).toBe('SIGN_IN_REFUSED');
  });

  it('are listed, renamed and removed by their owner alone, and registered once', async () => {
    const mine = await owner();
    const theirs = await owner();
    const { passkeys } = people;
    expect(await passkeys.listOf(mine.userId)).toMatchObject([
      { id: mine.passkeyId, name: '办公室', lastUsedAt: null },
    ]);
    await signIn(mine.authenticator);
    await passkeys.rename(mine.userId, mine.passkeyId, '家里');
    expect(await passkeys.listOf(mine.userId)).toMatchObject([{ name: '家里', lastUsedAt: START }]);
    for (const work of [
      passkeys.rename(theirs.userId, mine.passkeyId, 'x'),
      passkeys.remove(theirs.userId, mine.passkeyId),
    ]) {
      expect(await people.refusal(work)).toBe('PASSKEY_NOT_FOUND');
    }
    const stepped = await people.stepUp(theirs.token, {
      passkeyResponse: theirs.authenticator.get(await services.app.get(StepUpService).begin(holding(theirs.token))),
    });
    expect(await people.refusal(register(stepped.token, mine.authenticator))).toBe('PASSKEY_PRESENT');
    await passkeys.remove(mine.userId, mine.passkeyId);
    expect(await people.refusal(signIn(mine.authenticator))).toBe('PASSKEY_REFUSED');
  });

  it.each(['', '{}', 'null', '[]', '{"id":1}', 'x'.repeat(100)])('refuse the answer %j', async (answer) => {
    expect(await people.refusal(people.passkeys.finishSignIn(answer, PLAIN_CALLER))).toBe('PASSKEY_REFUSED');
  });
});
