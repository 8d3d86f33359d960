import { FixedClock, Role } from '@sxbq/kernel';
import { RedisConnections } from '@sxbq/platform';
import { Browser } from '../support/browser';
import { PASSWORD, someUser } from '../support/identity-services';
import { GraphqlReply, Platform, startPlatform } from '../support/platform';
import { codeAt } from '../support/signing-in';

const STEP = 'token secondFactor passwordExpired me { username memberships { id role current } }';
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { ${STEP} } }`;
const VERIFY = `mutation ($input: SecondFactorCodeInput!) { verifySecondFactor(input: $input) { ${STEP} } }`;
const CONFIRM = `mutation ($input: SecondFactorCodeInput!) {
  confirmTotpEnrolment(input: $input) { recoveryCodes session { ${STEP} } }
}`;
const STEP_UP = `mutation ($input: StepUpInput!) { stepUp(input: $input) { ${STEP} } }`;

interface Step {
  readonly token: string;
  readonly secondFactor: string;
  readonly me: { username: string } | null;
}

describe('signing in with a second factor over the API', () => {
  const clock = new FixedClock(new Date('2026-03-02T01:00:00.000Z'));
  let platform: Platform;
  let officer: string;
  let secret: string;
  let token: string;

  const later = (seconds: number) => clock.set(new Date(clock.now().getTime() + seconds * 1_000));
  const code = (reply: GraphqlReply<unknown>) => reply.errors?.[0]?.extensions.code;
  const ask = async <T>(query: string, variables: object, as?: string): Promise<T> => {
    const reply = await platform.graphql<T>(query, variables, as);
    if (reply.errors) throw new Error(JSON.stringify(reply.errors));
    return reply.data;
  };
  const me = async (as: string) => code(await platform.graphql('{ me { id } }', {}, as)) ?? 'signed in';
  const password = async (username: string) =>
    (await ask<{ signIn: Step }>(SIGN_IN, { input: { username, password: PASSWORD } })).signIn;
  const enrol = async (as: string) => {
    const begun = await ask<{ beginTotpEnrolment: { secret: string; uri: string } }>(
      'mutation { beginTotpEnrolment { secret uri } }',
      {},
      as,
    );
    const { secret: own, uri } = begun.beginTotpEnrolment;
    const input = { code: codeAt(own, clock.now()) };
    const { confirmTotpEnrolment } = await ask<{ confirmTotpEnrolment: { recoveryCodes: string[]; session: Step } }>(
      CONFIRM,
      { input },
      as,
    );
    later(30);
    return { own, uri, ...confirmTotpEnrolment };
  };

  beforeAll(async () => {
    platform = await startPlatform(clock, { SECOND_FACTOR: 'required' });
    officer = await someUser({ app: platform.api }, Role.HR_BUREAU);
  });
  afterAll(() => platform.close());

  it('has an officer enrol at the first sign-in, before anything else', async () => {
    const first = await password(officer);
    expect(first).toMatchObject({ secondFactor: 'ENROLMENT_REQUIRED', passwordExpired: false, me: null });
    expect(await me(first.token)).toBe('UNAUTHENTICATED');
    const { own, uri, recoveryCodes, session } = await enrol(first.token);
    secret = own;
    expect(uri).toContain(`otpauth://totp/`);
    expect(recoveryCodes).toHaveLength(10);
    expect(session).toMatchObject({ secondFactor: 'NONE', me: { username: officer } });
    expect(await me(session.token)).toBe('signed in');
    expect(await me(first.token)).toBe('UNAUTHENTICATED');
  });

  it('takes the code in a second step, once, and gives a new token with it', async () => {
    const first = await password(officer);
    expect(first).toMatchObject({ secondFactor: 'REQUIRED', me: null });
    expect(await me(first.token)).toBe('UNAUTHENTICATED');
    const input = { code: codeAt(secret, clock.now()) };
    const second = (await ask<{ verifySecondFactor: Step }>(VERIFY, { input }, first.token)).verifySecondFactor;
    expect(second).toMatchObject({ secondFactor: 'NONE', me: { username: officer, memberships: [{ current: true }] } });
    expect(await me(first.token)).toBe('UNAUTHENTICATED');
    const again = await password(officer);
    const replayed = await platform.graphql(VERIFY, { input }, again.token);
    expect(replayed.errors?.[0]).toMatchObject({
      message: expect.stringContaining('验证码不正确或已用过') as string,
      extensions: { code: 'SECOND_FACTOR_REFUSED' },
    });
    token = second.token;
  });

  it('does the second step in the cookie where the first was, and never trusts a cookie set before', async () => {
    const browser = new Browser();
    const cookie = 'sxbq-development';
    const post = async (query: string, variables: object) => {
      const response = await browser.open(`${platform.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data: Record<string, Step> };
    };
    later(30);
    await post(SIGN_IN, { input: { username: officer, password: PASSWORD, carrier: 'COOKIE' } });
    const planted = browser.cookieOf(platform.url, cookie);
    expect(planted).toMatch(/^sxbq_/);
    expect(browser.cookieOf(platform.url, `${cookie}-device`)).toBeUndefined();
    const { data } = await post(VERIFY, { input: { code: codeAt(secret, clock.now()) } });
    expect(data['verifySecondFactor']).toMatchObject({ token: null, me: { username: officer } });
    expect(browser.cookieOf(platform.url, cookie)).not.toBe(planted);
    expect(browser.cookieOf(platform.url, `${cookie}-device`)).toMatch(/^[\w-]{43}$/);
    expect(await me(planted ?? '')).toBe('UNAUTHENTICATED');
  });

  it('asks for a renewed proof before sensitive operations, in words', async () => {
    const regenerate = 'mutation { regenerateRecoveryCodes }';
    const refused = await platform.graphql(regenerate, {}, token);
    expect(refused.errors?.[0]).toMatchObject({
      message: expect.stringContaining('再次确认身份') as string,
      extensions: { code: 'STEP_UP_REQUIRED' },
    });
    later(30);
    const input = { password: PASSWORD, code: codeAt(secret, clock.now()) };
    const stepped = (await ask<{ stepUp: Step }>(STEP_UP, { input }, token)).stepUp;
    expect(await me(token)).toBe('UNAUTHENTICATED');
    token = stepped.token;
    expect(
      (await ask<{ regenerateRecoveryCodes: string[] }>(regenerate, {}, token)).regenerateRecoveryCodes,
    ).toHaveLength(10);
    later(10 * 60 + 1);
    expect(code(await platform.graphql(regenerate, {}, token))).toBe('STEP_UP_REQUIRED');
  });

  it('lets the security administrator alone reset somebody’s second factor, after a renewed proof', async () => {
    const security = await someUser({ app: platform.api }, Role.SECURITY_ADMINISTRATOR);
    const { session, own } = await enrol((await password(security)).token);
    const { me: who } = await ask<{ me: { id: string } }>('{ me { id } }', {}, token);
    const reset = 'mutation ($id: ID!) { resetSecondFactor(userId: $id) }';
    expect(code(await platform.graphql(reset, { id: who.id }, token))).toBe('FORBIDDEN');
    expect(code(await platform.graphql(reset, { id: who.id }, session.token))).toBe('STEP_UP_REQUIRED');
    const input = { password: PASSWORD, code: codeAt(own, clock.now()) };
    const stepped = (await ask<{ stepUp: Step }>(STEP_UP, { input }, session.token)).stepUp;
    expect(await ask(reset, { id: who.id }, stepped.token)).toEqual({ resetSecondFactor: true });
    expect(await me(token)).toBe('UNAUTHENTICATED');
    expect((await password(officer)).secondFactor).toBe('ENROLMENT_REQUIRED');
  });

  it('leaves everybody signed in when Redis loses all it has, and nobody when the table does', async () => {
    const { session } = await enrol((await password(officer)).token);
    await platform.api.get(RedisConnections, { strict: false }).shared().flushall();
    expect(await me(session.token)).toBe('signed in');
    const template = () =>
      fetch(`${platform.url}/ledgers/template.xlsx`, { headers: { authorization: `Bearer ${session.token}` } });
    expect((await template()).status).toBe(200);
    await platform.dataSource.query('DELETE FROM session');
    expect((await template()).status).toBe(401);
    expect(await me(session.token)).toBe('UNAUTHENTICATED');
  });
});
