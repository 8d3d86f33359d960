import { EntityId, FixedClock, Principal, Role } from '@sxbq/kernel';
import {
  confirmed,
  PASSWORD,
  someAddress,
  somePrincipal,
  someUser,
  startIdentityServices,
} from '../../../../test/support/identity-services';
import { holding, SigningIn } from '../../../../test/support/signing-in';
import { TestServices } from '../../../../test/support/test-database';
import { ADMINISTRATOR_ROLES, SessionStage, SignInAdministrationService } from '../index';
import { PROOF_LIMITS } from '../sessions/proof-throttle';

const START = new Date('2026-03-02T01:00:00.000Z');

describe('the second factor, where official roles must prove one', () => {
  const clock = new FixedClock(START);
  let services: TestServices;
  let people: SigningIn;

  const query = <T>(sql: string, params: unknown[] = []) => services.dataSource.query(sql, params) as Promise<T[]>;
  /** An officer with an enrolled app, signed out. */
  const enrolled = async () => {
    const username = await someUser(services);
    return { username, ...(await people.enrol((await people.signIn(username)).token)) };
  };

  beforeAll(async () => {
    services = await startIdentityServices(clock, [], { SECOND_FACTOR: 'required' });
  });
  beforeEach(async () => {
    await services.empty();
    clock.set(START);
    people = new SigningIn(services, clock);
  });
  afterAll(() => services.close());

  it.each([
    Role.HR_BUREAU,
    Role.ECONOMY_BUREAU,
    Role.INSPECTOR,
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
  ])('lets no %s in before they enrolled one', async (role) => {
    const { token, stage } = await people.signIn(await someUser(services, role));
    expect(stage).toBe(SessionStage.ENROLMENT);
    expect(await people.whoIs(token)).toBeNull();
    const { issued } = await people.enrol(token);
    expect(issued.stage).toBe(SessionStage.ACTIVE);
    expect(await people.whoIs(issued.token)).toMatchObject({ role });
  });

  it('asks for it in a second step, and gives the session that counts a new token', async () => {
    const { username, secret } = await enrolled();
    const first = await people.signIn(username);
    expect(first.stage).toBe(SessionStage.SECOND_FACTOR);
    expect(await people.whoIs(first.token)).toBeNull();
    const second = await people.verify(first.token, people.code(secret));
    expect(second.stage).toBe(SessionStage.ACTIVE);
    expect(second.token).not.toBe(first.token);
    expect(await people.whoIs(first.token)).toBeNull();
    expect(await people.whoIs(second.token)).toMatchObject({ sessionId: first.principal.sessionId });
    expect(await people.refusal(people.verify(first.token, people.code(secret)))).toBe('UNAUTHENTICATED');
  });

  it('refuses the same code twice', async () => {
    const { username, secret } = await enrolled();
    const code = people.code(secret);
    const first = await people.signIn(username);
    const second = await people.signIn(username);
    await people.verify(first.token, code);
    expect(await people.refusal(people.verify(second.token, code))).toBe('SECOND_FACTOR_REFUSED');
    people.later(30);
    await people.verify(second.token, people.code(secret));
  });

  it('takes a code once when two sessions give it at the same moment', async () => {
    const { username, secret } = await enrolled();
    const code = people.code(secret);
    const sessions = await Promise.all([people.signIn(username), people.signIn(username), people.signIn(username)]);
    const answers = await Promise.all(sessions.map(({ token }) => people.refusal(people.verify(token, code))));
    expect(answers.sort()).toEqual(['SECOND_FACTOR_REFUSED', 'SECOND_FACTOR_REFUSED', 'done']);
  });

  it('takes no code of an earlier step once a later one was used', async () => {
    const { username, secret } = await enrolled();
    const earlier = people.code(secret);
    people.later(30);
    await people.verify((await people.signIn(username)).token, people.code(secret));
    const { token } = await people.signIn(username);
    expect(await people.refusal(people.verify(token, earlier))).toBe('SECOND_FACTOR_REFUSED');
  });

  it.each(['000000', '12345', '123456789', 'ABCD-EFGH', '      ', '١٢٣٤٥٦'])('refuses %j', async (code) => {
    const { username } = await enrolled();
    const { token } = await people.signIn(username);
    expect(await people.refusal(people.verify(token, code))).toBe('SECOND_FACTOR_REFUSED');
  });

  it('lets each recovery code stand in once, and new ones replace the old', async () => {
    const { username, recoveryCodes, secret } = await enrolled();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [one, two] = recoveryCodes as [string, string];
    const { principal } = await people.verify((await people.signIn(username)).token, one.toLowerCase());
    const { token } = await people.signIn(username);
    expect(await people.refusal(people.verify(token, one))).toBe('SECOND_FACTOR_REFUSED');
    expect(await people.factors.statusOf(principal.userId ?? 0)).toEqual({ totp: true, recoveryCodesLeft: 9 });
    const [fresh] = await people.factors.regenerateRecoveryCodes(principal.userId ?? 0);
    expect(await people.refusal(people.verify(token, two))).toBe('SECOND_FACTOR_REFUSED');
    await people.verify(token, fresh ?? '');
    await people.verify((await people.signIn(username)).token, people.code(secret));
  });

  it('is closed after a few wrong codes, also for the right one', async () => {
    const { username, secret } = await enrolled();
    const { token } = await people.signIn(username);
    for (let guess = 0; guess < PROOF_LIMITS.userFromAddress; guess++) {
      expect(await people.refusal(people.verify(token, '000000'))).toBe('SECOND_FACTOR_REFUSED');
    }
    expect(await people.refusal(people.verify(token, people.code(secret)))).toBe('TOO_MANY_SIGN_INS');
  });

  it('counts guesses from many addresses together', async () => {
    const { username, secret } = await enrolled();
    const { token } = await people.signIn(username);
    const guess = (code: string) =>
      people.refusal(people.from(() => people.factors.verify(code, holding(token)), someAddress()));
    for (let turn = 0; turn < PROOF_LIMITS.user; turn++) expect(await guess('000000')).toBe('SECOND_FACTOR_REFUSED');
    expect(await guess(people.code(secret))).toBe('TOO_MANY_SIGN_INS');
  });

  it('keeps neither secret nor recovery codes in clear', async () => {
    const { secret, recoveryCodes } = await enrolled();
    const kept = JSON.stringify([
      await query('SELECT * FROM totp_credential'),
      await query('SELECT * FROM recovery_code'),
    ]);
    expect(kept).not.toContain(secret);
    for (const code of recoveryCodes) expect(kept).not.toMatch(new RegExp(`${code}|${code.replaceAll('-', '')}`));
  });

  it('gives who is signing in a quarter of an hour and nothing else', async () => {
    const { username, secret } = await enrolled();
    const { token } = await people.signIn(username);
    expect(await people.refusal(people.factors.begin(holding(token)))).toBe('UNAUTHENTICATED');
    people.later(15 * 60);
    expect(await people.refusal(people.verify(token, people.code(secret)))).toBe('UNAUTHENTICATED');
  });

  it('needs a step-up to enrol later, so that an open session gives nobody a key', async () => {
    const username = await someUser(services);
    await query("UPDATE membership SET role = 'SCHOOL'");
    const { token, stage } = await people.signIn(username);
    expect(stage).toBe(SessionStage.ACTIVE);
    expect(await people.refusal(people.enrol(token))).toBe('STEP_UP_REQUIRED');
    const stepped = await people.stepUp(token, { password: PASSWORD });
    const { issued } = await people.enrol(stepped.token);
    expect(await people.refusal(people.enrol(issued.token))).toBe('SECOND_FACTOR_PRESENT');
    expect((await people.signIn(username)).stage).toBe(SessionStage.SECOND_FACTOR);
  });

  it('looks at the role of today: a session without one is dead once its role asks for it', async () => {
    const username = await someUser(services);
    await query("UPDATE membership SET role = 'SCHOOL'");
    const { token } = await people.signIn(username);
    expect(await people.whoIs(token)).toMatchObject({ role: Role.SCHOOL });
    await query("UPDATE membership SET role = 'HR_BUREAU'");
    expect(await people.whoIs(token)).toBeNull();
  });

  it('of an administrator is taken away by two others of different kinds, neither by one nor by themselves', async () => {
    const administration = services.app.get(SignInAdministrationService);
    const [system, security, audit] = await Promise.all(
      ADMINISTRATOR_ROLES.map((role) => somePrincipal(services, role)),
    );
    const lost = await people.enrol((await people.signIn(await someUser(services, Role.SECURITY_ADMINISTRATOR))).token);
    const userId = lost.issued.principal.userId as EntityId;
    const { refusal } = people;
    const propose = (who: Principal | undefined) => administration.proposeReset(who as Principal, userId);
    expect(await refusal(administration.resetSecondFactor(userId, security as Principal))).toBe(
      'ADMINISTRATORS_SECOND_FACTOR',
    );
    expect(await refusal(propose(lost.issued.principal))).toBe('OWN_SECOND_FACTOR');
    const made = await propose(system);
    expect(await people.whoIs(lost.issued.token)).not.toBeNull();
    expect(await refusal(confirmed(services, made, system))).toBe('TWO_PEOPLE_NEEDED');
    const colleague = await somePrincipal(services, Role.SYSTEM_ADMINISTRATOR);
    expect(await refusal(confirmed(services, made, colleague))).toBe('ANOTHER_ADMINISTRATOR_NEEDED');
    expect(await refusal(confirmed(services, made, lost.issued.principal))).toBe('ACCESS_PROPOSAL_ABOUT_YOURSELF');
    await confirmed(services, made, audit);
    expect(await people.whoIs(lost.issued.token)).toBeNull();
    expect(await query('SELECT 1 FROM totp_credential WHERE user_id = ?', [userId])).toEqual([]);
    const officer = await somePrincipal(services, Role.HR_BUREAU);
    const ofOfficer = administration.proposeReset(audit as Principal, officer.userId as EntityId);
    expect(await refusal(ofOfficer)).toBe('SECOND_FACTOR_TAKES_ONE');
  });

  it('can be taken away by the operator where no two administrators are left', async () => {
    const { username, issued } = await enrolled();
    await services.app.get(SignInAdministrationService).resetByOperator(username);
    expect(await people.whoIs(issued.token)).toBeNull();
    expect((await people.signIn(username)).stage).toBe(SessionStage.ENROLMENT);
  });

  it('can be taken away by another security administrator, who signs the user out', async () => {
    const administration = services.app.get(SignInAdministrationService);
    const { username, issued } = await enrolled();
    const userId = issued.principal.userId ?? 0;
    const administrator = { ...issued.principal, userId: 4_000_000_001, role: Role.SECURITY_ADMINISTRATOR };
    expect(await people.refusal(administration.resetSecondFactor(userId, issued.principal))).toBe('OWN_SECOND_FACTOR');
    expect(await people.refusal(administration.resetSecondFactor(4_000_000_000, administrator))).toBe('USER_NOT_FOUND');
    await administration.resetSecondFactor(userId, administrator);
    expect(await people.whoIs(issued.token)).toBeNull();
    expect((await people.signIn(username)).stage).toBe(SessionStage.ENROLMENT);
    expect(await query('SELECT 1 FROM recovery_code')).toHaveLength(0);
    const [entry] = await query<object>("SELECT * FROM audit_entry WHERE action = 'identity.resetSecondFactor'");
    expect(entry).toMatchObject({ object_type: 'User', object_id: String(userId) });
  });
});
