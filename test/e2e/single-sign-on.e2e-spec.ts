import { SingleSignOnService, UsersService } from '@sxbq/identity';
import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { generateKeyPairSync } from 'node:crypto';
import { Browser } from '../support/browser';
import { PASSWORD, someUser } from '../support/identity-services';
import { OIDC_CLIENT, OidcServer, ProviderPerson } from '../support/oidc-server';
import { Platform, startPlatform } from '../support/platform';
import { codeAt } from '../support/signing-in';

const ORIGIN = 'https://portal.example';
const START = `${ORIGIN}/sign-in/oidc/start`;
const CALLBACK = `${ORIGIN}/sign-in/oidc/callback`;
const COOKIE = '__Host-sxbq';

describe('single sign-on with a real OpenID provider', () => {
  let provider: OidcServer;
  let platform: Platform;

  beforeAll(async () => {
    provider = await OidcServer.start();
    platform = await startPlatform(undefined, {
      PUBLIC_ORIGIN: ORIGIN,
      SECOND_FACTOR: 'required',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: OIDC_CLIENT.id,
      OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
      OIDC_USERNAME_CLAIM: 'preferred_username',
    });
    await provider.serve(CALLBACK, `${platform.url}/sign-in/oidc/logout`);
  });
  afterAll(async () => {
    await platform.close();
    await provider.close();
  });

  const browser = () => new Browser(new Map([[ORIGIN, platform.url]]));
  /** An officer who is linked to the subject of the same name. */
  const linked = async (): Promise<{ username: string; userId: number }> => {
    const username = await someUser({ app: platform.api }, Role.HR_BUREAU);
    const identity = await platform.api.get(UsersService, { strict: false }).identityOf(username);
    const userId = identity?.userId ?? 0;
    const links = platform.api.get(SingleSignOnService, { strict: false });
    await links.link(SYSTEM_PRINCIPAL, userId, username);
    await links.confirmLink(userId, username);
    return { username, userId };
  };
  /** Goes to the provider as the person and comes back as far as the callback, which is not opened. */
  const comeBack = async (person: ProviderPerson, on = browser()) => {
    await provider.seat(person);
    return { on, callback: await on.follow(START, CALLBACK) };
  };
  const signIn = async (person: ProviderPerson, on = browser()) => {
    const { callback } = await comeBack(person, on);
    // As a browser that comes from the provider's page.
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    return { on, response: await on.open(callback, { headers }) };
  };
  const refusal = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;
  const me = async (on: Browser) => {
    const response = await on.open(`${ORIGIN}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ query: '{ me { username } }' }),
    });
    const { data } = (await response.json()) as { data: { me: { username: string } } | null };
    return data?.me.username ?? null;
  };
  const logout = (token: string) =>
    fetch(`${platform.url}/sign-in/oidc/logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });

  describe('linked by the security administrator', () => {
    const LINK = 'mutation ($input: LinkSingleSignOnInput!) { linkSingleSignOn(input: $input) }';
    const CONFIRM = 'mutation ($input: ConfirmSingleSignOnInput!) { confirmSingleSignOnLink(input: $input) }';
    let security: Entered;

    interface Entered {
      readonly username: string;
      readonly userId: string;
      /** Of a session that was just stepped up. */
      readonly token: string;
    }
    const ask = async (query: string, variables: object, token: string): Promise<string> => {
      const reply = await platform.graphql(query, variables, token);
      return reply.errors?.[0]?.extensions.code ?? 'done';
    };
    const link = (userId: string, subject: string) => ask(LINK, { input: { userId, subject } }, security.token);
    const outcomeOf = async (subject: string, username?: string): Promise<string | null> => {
      const { on, response } = await signIn({ accountId: subject, amr: ['mfa'], ...(username ? { username } : {}) });
      return response.status === 302 ? me(on) : refusal(response);
    };
    /** Somebody of the role with password and authenticator app. */
    const enter = async (role: Role): Promise<Entered> => {
      const username = await someUser({ app: platform.api }, role);
      const enrolling = await platform.signIn(username, PASSWORD);
      const begun = await platform.graphql<{ beginTotpEnrolment: { secret: string } }>(
        'mutation { beginTotpEnrolment { secret } }',
        {},
        enrolling,
      );
      const enrolled = await platform.graphql<{
        confirmTotpEnrolment: { recoveryCodes: string[]; session: { token: string; me: { id: string } } };
      }>(
        `mutation ($input: SecondFactorCodeInput!) {
           confirmTotpEnrolment(input: $input) { recoveryCodes session { token me { id } } } }`,
        { input: { code: codeAt(begun.data.beginTotpEnrolment.secret, new Date()) } },
        enrolling,
      );
      const { recoveryCodes, session } = enrolled.data.confirmTotpEnrolment;
      const stepped = await platform.graphql<{ stepUp: { token: string } }>(
        'mutation ($input: StepUpInput!) { stepUp(input: $input) { token } }',
        { input: { password: PASSWORD, code: recoveryCodes[0] } },
        session.token,
      );
      return { username, userId: session.me.id, token: stepped.data.stepUp.token };
    };

    beforeAll(async () => {
      security = await enter(Role.SECURITY_ADMINISTRATOR);
    });

    it.each([Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])(
      'lets nobody in as %s',
      async (role) => {
        const { userId, username } = await enter(role);
        expect(await link(userId, `own-as-${username}`)).toBe('SINGLE_SIGN_ON_NOT_ALLOWED');
        expect(await outcomeOf(`own-as-${username}`)).toBe('SINGLE_SIGN_ON_UNLINKED');
        // Nor does a claim of the provider, or a link from before they were administrators.
        expect(await outcomeOf(`claimed-${username}`, username)).toBe('SINGLE_SIGN_ON_NOT_FOR_ADMINISTRATORS');
        await platform.dataSource.query(
          'INSERT INTO single_sign_on_link (user_id, issuer, subject, confirmed_at) VALUES (?, ?, ?, NOW(6))',
          [userId, provider.issuer, `earlier-${username}`],
        );
        expect(await outcomeOf(`earlier-${username}`)).toBe('SINGLE_SIGN_ON_NOT_FOR_ADMINISTRATORS');
      },
    );

    it('does not let the security administrator in as themselves or, by their own account, as an officer', async () => {
      expect(await link(security.userId, 'own')).toBe('SINGLE_SIGN_ON_NOT_ALLOWED');
      const officer = await enter(Role.HR_BUREAU);
      expect(await link(officer.userId, 'own')).toBe('done');
      expect(await outcomeOf('own')).toBe('SINGLE_SIGN_ON_UNCONFIRMED');
      const input = { subject: 'own' };
      expect(await ask(CONFIRM, { input }, security.token)).toBe('SINGLE_SIGN_ON_NOTHING_TO_CONFIRM');
      expect(await outcomeOf('own')).toBe('SINGLE_SIGN_ON_UNCONFIRMED');
    });

    it('lets an officer in once they confirmed it in their own session', async () => {
      const officer = await enter(Role.HR_BUREAU);
      const subject = `staff-${officer.username}`;
      expect(await link(officer.userId, subject)).toBe('done');
      const own = await platform.graphql<{ ownSingleSignOn: object[] }>(
        '{ ownSingleSignOn { subject confirmedAt } }',
        {},
        officer.token,
      );
      expect(own.data.ownSingleSignOn).toEqual([{ subject, confirmedAt: null }]);
      expect(await ask(CONFIRM, { input: { subject: 'another' } }, officer.token)).toBe(
        'SINGLE_SIGN_ON_NOTHING_TO_CONFIRM',
      );
      expect(await ask(CONFIRM, { input: { subject } }, officer.token)).toBe('done');
      expect(await outcomeOf(subject)).toBe(officer.username);
    });
  });

  it('signs in who was linked, with the session in a cookie', async () => {
    const { username } = await linked();
    const { on, response } = await signIn({ accountId: username, amr: ['pwd', 'mfa'] });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/');
    expect(on.cookieOf(ORIGIN, COOKIE)).toMatch(/^sxbq_/);
    expect(await me(on)).toBe(username);
  });

  it('asks for the platform’s own second factor where the provider proved none', async () => {
    const { username } = await linked();
    const { on, response } = await signIn({ accountId: username, amr: ['pwd'] });
    expect(response.headers.get('location')).toBe('/sign-in?step=ENROLMENT');
    expect(await me(on)).toBeNull();
  });

  it('sends the browser off with PKCE, state and nonce', async () => {
    const address = new URL((await browser().open(START)).headers.get('location') ?? '');
    expect(address.href).toContain(`${provider.issuer}/auth`);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      client_id: OIDC_CLIENT.id,
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
      state: expect.stringMatching(/^[\w-]{43}$/) as string,
      nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
      redirect_uri: CALLBACK,
    });
  });

  it('links who the trusted claim names at their first sign-in, and nobody to a second subject', async () => {
    const username = await someUser({ app: platform.api });
    const { on } = await signIn({ accountId: `number-of-${username}`, username, amr: ['mfa'] });
    expect(await me(on)).toBe(username);
    const { response } = await signIn({ accountId: 'somebody-else', username, amr: ['mfa'] });
    expect(response.status).toBe(403);
    expect(await refusal(response)).toBe('SINGLE_SIGN_ON_UNLINKED');
  });

  it('lets no unlinked subject in, in words', async () => {
    const { on, response } = await signIn({ accountId: 'a-stranger', amr: ['mfa'] });
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    expect(error).toMatchObject({
      code: 'SINGLE_SIGN_ON_UNLINKED',
      message: expect.stringContaining('安全管理员') as string,
    });
    expect(on.cookieOf(ORIGIN, COOKIE)).toBeUndefined();
  });

  it('lets no disabled user in', async () => {
    const { username } = await linked();
    await platform.api.get(UsersService, { strict: false }).disable(username);
    const { response } = await signIn({ accountId: username, amr: ['mfa'] });
    expect(await refusal(response)).toBe('SIGN_IN_REFUSED');
  });

  it('refuses a state that nobody gave out, and one that was used', async () => {
    const { username } = await linked();
    const { on, callback } = await comeBack({ accountId: username, amr: ['mfa'] });
    const changed = new URL(callback);
    changed.searchParams.set('state', 'x'.repeat(43));
    expect(await refusal(await on.open(changed.href))).toBe('SINGLE_SIGN_ON_REFUSED');
    const fresh = await signIn({ accountId: username, amr: ['mfa'] });
    expect(fresh.response.status).toBe(302);
    const again = await comeBack({ accountId: username, amr: ['mfa'] }, on);
    expect((await on.open(again.callback)).status).toBe(302);
    expect(await refusal(await on.open(again.callback))).toBe('SINGLE_SIGN_ON_REFUSED');
  });

  it('refuses an answer that another browser brings: nobody is signed in as somebody else', async () => {
    const { username } = await linked();
    const { callback } = await comeBack({ accountId: username, amr: ['mfa'] });
    const victim = browser();
    await victim.open(START);
    expect(await refusal(await victim.open(callback))).toBe('SINGLE_SIGN_ON_REFUSED');
    expect(victim.cookieOf(ORIGIN, COOKIE)).toBeUndefined();
  });

  it('refuses an identity token with another nonce', async () => {
    const { username } = await linked();
    await provider.seat({ accountId: username, amr: ['mfa'] });
    const on = browser();
    const address = new URL((await on.open(START)).headers.get('location') ?? '');
    address.searchParams.set('nonce', 'n'.repeat(43));
    const callback = await on.follow(address.href, CALLBACK);
    expect(await refusal(await on.open(callback))).toBe('SINGLE_SIGN_ON_REFUSED');
  });

  it('refuses a code that was used, and one that was meant for another sign-in', async () => {
    const { username } = await linked();
    const on = browser();
    const first = await comeBack({ accountId: username, amr: ['mfa'] }, on);
    const code = new URL(first.callback).searchParams.get('code') ?? '';
    const unused = await comeBack({ accountId: username, amr: ['mfa'] }, on);
    const injected = new URL(unused.callback);
    injected.searchParams.set('code', code);
    expect(await refusal(await on.open(injected.href))).toBe('SINGLE_SIGN_ON_REFUSED');
    const third = await comeBack({ accountId: username, amr: ['mfa'] }, on);
    expect((await on.open(third.callback)).status).toBe(302);
    const used = new URL((await comeBack({ accountId: username, amr: ['mfa'] }, on)).callback);
    used.searchParams.set('code', new URL(third.callback).searchParams.get('code') ?? '');
    expect(await refusal(await on.open(used.href))).toBe('SINGLE_SIGN_ON_REFUSED');
  });

  it('ends the session when the person signs out at the provider', async () => {
    const { username } = await linked();
    const { on } = await signIn({ accountId: username, amr: ['mfa'] });
    const elsewhere = await signIn({ accountId: username, amr: ['mfa'] });
    const page = await (await on.open(`${provider.issuer}/session/end`)).text();
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    await on.open(`${provider.issuer}/session/end/confirm`, {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(await me(on)).toBeNull();
    expect(await me(elsewhere.on)).toBe(username);
  });

  it('ends all sessions of a subject, and takes each logout token once', async () => {
    const { username } = await linked();
    const { on } = await signIn({ accountId: username, amr: ['mfa'] });
    const token = await provider.logoutToken({ sub: username });
    expect((await logout(token)).status).toBe(200);
    expect(await me(on)).toBeNull();
    const again = await signIn({ accountId: username, amr: ['mfa'] });
    const replayed = await logout(token);
    expect(replayed.status).toBe(400);
    expect(await refusal(replayed)).toBe('LOGOUT_TOKEN_REFUSED');
    expect(await me(again.on)).toBe(username);
  });

  it('refuses logout tokens that are forged, old, for others or incomplete', async () => {
    const { username: sub } = await linked();
    const { on } = await signIn({ accountId: sub, amr: ['mfa'] });
    const now = Math.floor(Date.now() / 1_000);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const tokens = [
      await provider.logoutToken({ sub }, privateKey as never),
      await provider.logoutToken({ sub, iat: now - 600, exp: now - 480 }),
      await provider.logoutToken({ sub, iat: now - 600, exp: now + 600 }),
      await provider.logoutToken({ sub, iss: 'https://evil.example' }),
      await provider.logoutToken({ sub, aud: 'another-client' }),
      await provider.logoutToken({ sub, events: {} }),
      await provider.logoutToken({ sub, nonce: 'n' }),
      await provider.logoutToken({ sub, jti: undefined }),
      await provider.logoutToken({}),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`,
      'rubbish',
    ];
    for (const token of tokens) expect(await refusal(await logout(token))).toBe('LOGOUT_TOKEN_REFUSED');
    expect((await fetch(`${platform.url}/sign-in/oidc/logout`, { method: 'POST' })).status).toBe(400);
    expect(await me(on)).toBe(sub);
  });

  it('says nothing of subjects it does not know', async () => {
    expect((await logout(await provider.logoutToken({ sub: 'a-stranger' }))).status).toBe(200);
  });

  it('ends what it started when the link is taken away', async () => {
    const { username, userId } = await linked();
    const { on } = await signIn({ accountId: username, amr: ['mfa'] });
    await platform.api.get(SingleSignOnService, { strict: false }).unlink(userId);
    expect(await me(on)).toBeNull();
    const { response } = await signIn({ accountId: username, amr: ['mfa'] });
    expect(await refusal(response)).toBe('SINGLE_SIGN_ON_UNLINKED');
  });
});
