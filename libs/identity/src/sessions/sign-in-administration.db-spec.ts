import { FixedClock, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { PASSWORD, someUser, startIdentityServices } from '../../../../test/support/identity-services';
import { holding, SigningIn } from '../../../../test/support/signing-in';
import { TestServices } from '../../../../test/support/test-database';
import { MembershipSwitchService, SessionStage, SignInAdministrationService, SignInRetentionService } from '../index';

const START = new Date('2026-03-02T01:00:00.000Z');
const DAY_SECONDS = 86_400;

describe('sessions', () => {
  const clock = new FixedClock(START);
  let services: TestServices;
  let people: SigningIn;

  const query = <T>(sql: string, params: unknown[] = []) => services.dataSource.query(sql, params) as Promise<T[]>;
  const administrator: Principal = { ...SYSTEM_PRINCIPAL, userId: 4_000_000_000, role: Role.SECURITY_ADMINISTRATOR };
  const asAdministrator = <T>(work: (service: SignInAdministrationService) => Promise<T>) =>
    runInContext(newRequestContext(administrator), () => work(services.app.get(SignInAdministrationService)));
  const switchTo = (membershipId: number, token: string) =>
    services.app.get(MembershipSwitchService).switchTo(membershipId, holding(token));
  /** A second role of the user, in an organisation of somebody else. */
  const alsoActing = async (userId: number, role: Role): Promise<number> => {
    await someUser(services, role);
    await query(
      `INSERT INTO membership (user_id, organisation_id, role)
       SELECT ?, organisation_id, role FROM membership ORDER BY id DESC LIMIT 1`,
      [userId],
    );
    return (await query<{ id: number }>('SELECT MAX(id) AS id FROM membership'))[0]?.id ?? 0;
  };

  beforeAll(async () => {
    services = await startIdentityServices(clock);
  });
  beforeEach(async () => {
    await services.empty();
    clock.set(START);
    people = new SigningIn(services, clock);
  });
  afterAll(() => services.close());

  it('of others are shown and ended by the security administrator, at once and on record', async () => {
    const username = await someUser(services);
    const one = await people.signIn(username);
    const two = await people.signIn(username);
    const three = await people.signIn(username);
    const { userId, sessionId } = one.principal as { userId: number; sessionId: number };
    expect(await asAdministrator((service) => service.sessionsOf(userId))).toHaveLength(3);
    await asAdministrator((service) => service.endSession(userId, sessionId));
    expect(await people.whoIs(one.token)).toBeNull();
    expect(await people.whoIs(two.token)).not.toBeNull();
    expect(await asAdministrator((service) => service.endSessions(userId))).toBe(2);
    expect(await people.whoIs(three.token)).toBeNull();
    const entries = await query<{ action: string }>(
      "SELECT action FROM audit_entry WHERE actor_role = 'SECURITY_ADMINISTRATOR'",
    );
    expect(entries.map(({ action }) => action)).toEqual(['identity.endUserSession', 'identity.endUserSessions']);
    const again = asAdministrator((service) => service.endSession(userId, sessionId));
    expect(await people.refusal(again)).toBe('SESSION_NOT_FOUND');
    expect(await people.refusal(asAdministrator((service) => service.sessionsOf(4_000_000_000)))).toBe(
      'USER_NOT_FOUND',
    );
  });

  it('get a new token when their user acts in another membership', async () => {
    const first = await people.signIn(await someUser(services));
    const userId = first.principal.userId ?? 0;
    const inspector = await alsoActing(userId, Role.INSPECTOR);
    const switched = await switchTo(inspector, first.token);
    expect(await people.whoIs(first.token)).toBeNull();
    expect(await people.whoIs(switched.token)).toMatchObject({ role: Role.INSPECTOR, membershipId: inspector });
    const memberships = await services.app.get(MembershipSwitchService).listOf(userId);
    expect(memberships.map(({ principal }) => principal.role)).toEqual([Role.HR_BUREAU, Role.INSPECTOR]);
  });

  it('act in no membership that is another’s, or ended', async () => {
    const { token, principal } = await people.signIn(await someUser(services));
    const theirs = await people.signIn(await someUser(services));
    const foreign = switchTo(theirs.principal.membershipId ?? 0, token);
    expect(await people.refusal(foreign)).toBe('MEMBERSHIP_NOT_FOUND');
    const ended = await alsoActing(principal.userId ?? 0, Role.INSPECTOR);
    await query('UPDATE membership SET ended_at = NOW(6) WHERE id = ?', [ended]);
    expect(await people.refusal(switchTo(ended, token))).toBe('MEMBERSHIP_NOT_FOUND');
    expect(await people.whoIs(token)).not.toBeNull();
  });

  it('end with the membership they act in', async () => {
    const { token } = await people.signIn(await someUser(services));
    await query('UPDATE membership SET ended_at = NOW(6)');
    expect(await people.whoIs(token)).toBeNull();
  });

  it('get a new token with a step-up, which counts for ten minutes', async () => {
    const first = await people.signIn(await someUser(services));
    expect(await people.whoIs(first.token)).toMatchObject({ steppedUpAt: null });
    expect(await people.refusal(people.stepUp(first.token, { password: 'not the password' }))).toBe('STEP_UP_REFUSED');
    const stepped = await people.stepUp(first.token, { password: PASSWORD });
    expect(await people.whoIs(first.token)).toBeNull();
    expect(await people.whoIs(stepped.token)).toMatchObject({ steppedUpAt: START });
  });

  it('step up with the second factor of who has one, and never twice with one code', async () => {
    const username = await someUser(services);
    const open = await people.stepUp((await people.signIn(username)).token, { password: PASSWORD });
    const { secret, issued } = await people.enrol(open.token);
    expect(await people.refusal(people.stepUp(issued.token, { password: PASSWORD }))).toBe('STEP_UP_REFUSED');
    const code = people.code(secret);
    const stepped = await people.stepUp(issued.token, { password: PASSWORD, code });
    expect(await people.refusal(people.stepUp(stepped.token, { password: PASSWORD, code }))).toBe('STEP_UP_REFUSED');
    expect((await people.signIn(username)).stage).toBe(SessionStage.SECOND_FACTOR);
  });

  it('are never moved on twice with one token', async () => {
    const { token } = await people.signIn(await someUser(services));
    const answers = await Promise.all(
      [1, 2, 3].map(() => people.refusal(people.stepUp(token, { password: PASSWORD }))),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'UNAUTHENTICATED')).toHaveLength(2);
  });

  it('are forgotten a month after they could last be used, and origins after a season', async () => {
    const retention = services.app.get(SignInRetentionService);
    const username = await someUser(services);
    const { token } = await people.signIn(username);
    people.later(20 * DAY_SECONDS);
    await people.signIn(username);
    await retention.prune();
    expect(await query('SELECT 1 FROM session')).toHaveLength(2);
    people.later(11 * DAY_SECONDS);
    await retention.prune();
    expect(await query('SELECT 1 FROM session')).toHaveLength(1);
    expect(await people.whoIs(token)).toBeNull();
    expect(await query('SELECT 1 FROM sign_in_origin')).toHaveLength(1);
    people.later(80 * DAY_SECONDS);
    await retention.prune();
    expect(await query('SELECT 1 FROM sign_in_origin')).toHaveLength(0);
    expect(await query('SELECT 1 FROM audit_entry')).not.toHaveLength(0);
  });
});
