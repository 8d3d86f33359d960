import { EntityId, FixedClock, Principal, Role } from '@sxbq/kernel';
import {
  confirmed,
  PASSWORD,
  principalNamed,
  somePrincipal,
  someUser,
  startIdentityServices,
} from '../../../../test/support/identity-services';
import { actingAs, refusalOf, tracesOf } from '../../../../test/support/programme';
import { TestServices } from '../../../../test/support/test-database';
import {
  INVITATION_LIFE,
  InvitationAcceptanceService,
  InvitationKind,
  InvitationsService,
  LinkWishes,
  MadeProposal,
  MembershipsService,
  SignInService,
  UsersService,
} from '../index';
import { PLAIN_CALLER } from '../sessions/caller';

const START = new Date('2026-03-02T01:00:00.000Z');
const FIRST_PAGE = { limit: 50, offset: 0 };

describe('invitations', () => {
  const clock = new FixedClock(START);
  let services: TestServices;
  let invitations: InvitationsService;
  let acceptance: InvitationAcceptanceService;
  let system: Principal;
  let security: Principal;
  let school: Principal;
  let people = 0;

  const after = (minutes: number) => clock.set(new Date(START.getTime() + minutes * 60_000));
  const chosen = (username = `invited-${++people}`) => ({ username, displayName: '受邀人', password: PASSWORD });
  interface Link {
    readonly link: string;
    readonly code?: string | null;
  }
  const tokenOf = ({ link }: Link) => link.slice(link.indexOf('#') + 1);
  const heldOf = (link: Link) => ({ token: tokenOf(link), code: link.code ?? null });
  const accept = (link: Link, account = chosen()) => acceptance.accept(heldOf(link), account);
  const choose = (link: Link, password: string) => acceptance.choosePassword(heldOf(link), password);
  /** The link and the code of what was proposed, once another administrator confirmed it. */
  const issued = async (made: MadeProposal): Promise<Link> => {
    const { link } = await confirmed(services, made, made.proposal.proposedAs === system.role ? security : system);
    return { link: link as string, code: made.code };
  };
  const reset = async (userId: EntityId, wishes: LinkWishes = {}) =>
    issued(await invitations.resetPassword(security, { userId, ...wishes }));
  const usernames = async () =>
    ((await services.dataSource.query('SELECT username FROM `user`')) as { username: string }[]).map(
      (row) => row.username,
    );

  beforeAll(async () => {
    services = await startIdentityServices(clock);
    invitations = services.app.get(InvitationsService);
    acceptance = services.app.get(InvitationAcceptanceService);
    system = await somePrincipal(services, Role.SYSTEM_ADMINISTRATOR);
    security = await somePrincipal(services, Role.SECURITY_ADMINISTRATOR);
    school = await somePrincipal(services, Role.SCHOOL);
  });
  beforeEach(() => clock.set(START));
  afterAll(() => services.close());

  it('lets a colleague in, as what the inviter is and nowhere else', async () => {
    const link = await invitations.inviteColleague(school, { note: '教务处' });
    expect(link.invitation).toMatchObject({ kind: 'COLLEAGUE', note: '教务处', organisationId: school.organisationId });
    expect(link.link).toMatch(/^\/invitation#sxbqi_[\w-]{43}$/);
    expect(await acceptance.look(tokenOf(link))).toMatchObject({ role: Role.SCHOOL, username: null });
    const username = await accept(link);
    expect(await principalNamed(services, username)).toMatchObject({
      role: Role.SCHOOL,
      organisationId: school.organisationId,
      schoolId: school.schoolId,
    });
    const signedIn = services.app.get(SignInService).signIn({ username, password: PASSWORD }, PLAIN_CALLER);
    expect(await signedIn).toBeTruthy();
  });

  it('keeps nothing that a link could be made of, and no token in the audit', async () => {
    const traces = await tracesOf(services.dataSource, async () => {
      const link = await invitations.inviteColleague(school, {});
      const stored = JSON.stringify(await services.dataSource.query('SELECT * FROM invitation'));
      expect(stored).not.toContain(tokenOf(link));
      await accept(link);
    });
    expect(traces.audit.map(({ action }) => action)).toEqual([
      'identity.invite',
      'identity.createUser',
      'identity.addMembership',
      'identity.useInvitation',
    ]);
    expect(JSON.stringify(traces)).not.toContain('sxbqi_');
  });

  it('answers unknown, malformed, used, revoked and expired links alike', async () => {
    const used = await invitations.inviteColleague(school, {});
    await accept(used);
    const revoked = await invitations.inviteColleague(school, {});
    await invitations.revoke(school, revoked.invitation.id);
    const expired = await invitations.inviteColleague(school, { lifeMinutes: 10 });
    const resetLink = await reset(school.userId as EntityId);
    const resent = await invitations.inviteColleague(school, {});
    await invitations.resend(school, resent.invitation.id);
    const dead = { link: `#sxbqi_${'A'.repeat(43)}` };
    after(10);
    const answers = new Set<string>();
    for (const link of [used, revoked, expired, resent, dead, { link: '#' }, { link: '#%' }, resetLink]) {
      answers.add(
        await accept(link).then(String, (error: { code: string; message: string }) => `${error.code} ${error.message}`),
      );
    }
    expect([...answers]).toEqual([expect.stringMatching(/^INVITATION_INVALID 链接无效/)]);
    for (const link of [used, revoked, expired, resent, dead]) {
      expect(await refusalOf(() => acceptance.look(tokenOf(link)))).toBe('INVITATION_INVALID');
      expect(await refusalOf(() => choose(link, PASSWORD))).toBe('INVITATION_INVALID');
    }
  });

  it('lets one of fifty in that accept one link at once', async () => {
    const link = await invitations.inviteColleague(school, {});
    const before = (await usernames()).length;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_value, at) => accept(link, chosen(`rival-${at}`))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
    );
    expect(new Set(codes)).toEqual(new Set(['INVITATION_INVALID']));
    expect((await usernames()).length).toBe(before + 1);
  });

  it('leaves the link as it is when what was chosen is refused', async () => {
    const link = await invitations.inviteColleague(school, {});
    const taken = await someUser(services);
    expect(await refusalOf(() => accept(link, chosen(taken)))).toBe('USERNAME_TAKEN');
    expect(await refusalOf(() => accept(link, chosen('带汉字')))).toBe('USERNAME_MALFORMED');
    expect(await refusalOf(() => accept(link, { ...chosen(), password: 'short' }))).toMatch(/^PASSWORD_/);
    expect(await accept(link)).toMatch(/^invited-/);
  });

  it.each(Object.values(InvitationKind))('counts for the minutes of its kind: %s', async (kind) => {
    const { min, max, usual } = INVITATION_LIFE[kind];
    expect(min).toBeGreaterThanOrEqual(10);
    expect(max).toBeLessThanOrEqual(7 * 24 * 60);
    const issue = async (lifeMinutes: number | null): Promise<Link> => {
      if (kind === InvitationKind.COLLEAGUE) return invitations.inviteColleague(school, { lifeMinutes });
      if (kind === InvitationKind.PASSWORD_RESET) return reset(school.userId as EntityId, { lifeMinutes });
      const [organisationId, role] =
        kind === InvitationKind.OFFICER
          ? [school.organisationId, Role.SCHOOL]
          : [system.organisationId, Role.AUDIT_ADMINISTRATOR];
      const place = { organisationId: organisationId as EntityId, role };
      return issued(await invitations.inviteOfficer(system, { ...place, lifeMinutes }));
    };
    for (const wrong of [min - 1, max + 1]) {
      expect(await refusalOf(() => issue(wrong))).toBe('INVITATION_LIFE_OUT_OF_RANGE');
    }
    const link = await issue(null);
    after(usual - 0.01);
    expect(await acceptance.look(tokenOf(link))).toMatchObject({ kind });
    after(usual);
    expect(await refusalOf(() => acceptance.look(tokenOf(link)))).toBe('INVITATION_INVALID');
  });

  it('counts no more when the inviter does not act there any more', async () => {
    const inviter = await somePrincipal(services, Role.ENTERPRISE);
    const link = await invitations.inviteColleague(inviter, {});
    await services.app.get(UsersService).changeDisabled(system, inviter.userId as EntityId, true);
    expect(await refusalOf(() => accept(link))).toBe('INVITATION_INVALID');
    const leaving = await somePrincipal(services, Role.ENTERPRISE);
    const another = await invitations.inviteColleague(leaving, {});
    await services.app.get(MembershipsService).remove(system, leaving.membershipId as EntityId);
    expect(await refusalOf(() => accept(another))).toBe('INVITATION_INVALID');
  });

  it('gives a new password by link: old sessions end, the newest link alone counts', async () => {
    const username = await someUser(services, Role.ENTERPRISE);
    const user = await principalNamed(services, username);
    const first = await reset(user.userId as EntityId);
    const second = await reset(user.userId as EntityId);
    expect(await refusalOf(() => choose(first, 'another phrase of words'))).toBe('INVITATION_INVALID');
    const signIn = (password: string) => services.app.get(SignInService).signIn({ username, password }, PLAIN_CALLER);
    await signIn(PASSWORD);
    expect(await acceptance.look(tokenOf(second))).toMatchObject({ username, kind: 'PASSWORD_RESET' });
    expect(await refusalOf(() => choose(second, PASSWORD))).toBe('PASSWORD_REUSED');
    expect(await choose(second, 'another phrase of words')).toBe(username);
    const live = 'SELECT id FROM session WHERE user_id = ? AND ended_at IS NULL';
    expect(await services.dataSource.query(live, [user.userId])).toEqual([]);
    expect(await refusalOf(() => signIn(PASSWORD))).toBe('SIGN_IN_REFUSED');
    expect(await signIn('another phrase of words')).toBeTruthy();
  });

  it('does not let the security administrator become another administrator, nor reset their own', async () => {
    for (const { userId } of [system, security, await somePrincipal(services, Role.AUDIT_ADMINISTRATOR)]) {
      expect(await refusalOf(() => invitations.resetPassword(security, { userId: userId as EntityId }))).toBe(
        'RESET_NOT_ALLOWED',
      );
    }
  });

  it('appoints administrators and officers where the role fits only', async () => {
    const invite = (organisationId: number | null, role: Role) =>
      refusalOf(() => invitations.inviteOfficer(system, { organisationId: organisationId as EntityId, role }));
    expect(await invite(school.organisationId, Role.HR_BUREAU)).toBe('ROLE_DOES_NOT_FIT');
    expect(await invite(school.organisationId, Role.GRADUATE)).toBe('ROLE_DOES_NOT_FIT');
    expect(await invite(4_000_000_000, Role.HR_BUREAU)).toBe('ORGANISATION_NOT_FOUND');
    const made = await invitations.inviteOfficer(system, {
      organisationId: system.organisationId as EntityId,
      role: Role.AUDIT_ADMINISTRATOR,
    });
    expect(await principalNamed(services, await accept(await issued(made)))).toMatchObject({
      role: Role.AUDIT_ADMINISTRATOR,
    });
  });

  it('shows, revokes and resends to those who deal with the kind, and nobody else', async () => {
    const own = (await invitations.inviteColleague(school, {})).invitation.id;
    const neighbour = await somePrincipal(services, Role.SCHOOL);
    const seen = async (principal: Principal) =>
      (await invitations.list(principal, FIRST_PAGE)).items.map(({ id }) => id);
    expect(await seen(school)).toContain(own);
    expect(await seen(system)).toContain(own);
    expect(await seen(neighbour)).toEqual([]);
    expect(await seen(security)).not.toContain(own);
    for (const stranger of [neighbour, security]) {
      expect(await refusalOf(() => invitations.revoke(stranger, own))).toBe('INVITATION_NOT_FOUND');
      expect(await refusalOf(() => invitations.resend(stranger, own))).toBe('INVITATION_NOT_FOUND');
    }
    // Who would get the link could enter the school.
    expect(await refusalOf(() => invitations.resend(system, own))).toBe('FORBIDDEN');
    await invitations.revoke(system, own);
    expect(await refusalOf(() => invitations.revoke(school, own))).toBe('INVITATION_NOT_FOUND');
    expect(await refusalOf(() => invitations.resend(school, own))).toBe('INVITATION_NOT_FOUND');
  });

  it.each([
    ['an officer', Role.HR_BUREAU],
    ['a school', Role.SCHOOL],
    ['an administrator', Role.AUDIT_ADMINISTRATOR],
  ])('opens the link for %s to who holds both halves, and shows nobody both', async (_who, role) => {
    const place =
      role === Role.HR_BUREAU ? await somePrincipal(services, role) : role === Role.SCHOOL ? school : system;
    const made = await invitations.inviteOfficer(system, { organisationId: place.organisationId as EntityId, role });
    expect(Object.keys(made).sort()).toEqual(['code', 'proposal']);
    expect(JSON.stringify(made)).not.toContain('sxbqi_');
    const answer = await confirmed(services, made, security);
    expect(Object.keys(answer).sort()).toEqual(['link', 'proposal']);
    expect(JSON.stringify(answer)).not.toContain((made.code as string).replaceAll('-', ''));
    const link = answer.link as string;
    expect(await acceptance.look(tokenOf({ link }))).toMatchObject({ role, codeRequired: true });
    for (const code of [null, '', 'ABCD-EFGH-JKMN']) {
      expect(await refusalOf(() => accept({ link, code }))).toBe('INVITATION_CODE_WRONG');
    }
    expect(await principalNamed(services, await accept({ link, code: made.code }))).toMatchObject({ role });
  });

  it('sends no link again that took two: it is proposed anew', async () => {
    const place = { organisationId: school.organisationId as EntityId, role: Role.SCHOOL };
    const { proposal } = await confirmed(services, await invitations.inviteOfficer(system, place), security);
    const id = proposal.outcomeId as EntityId;
    expect(await refusalOf(() => invitations.resend(system, id))).toBe('INVITATION_NEEDS_TWO');
    expect(await invitations.revoke(system, id)).toMatchObject({ confirmedBy: security.userId });
  });

  it.each(Object.values(Role))('lets %s send what its permissions say, and nothing else', async (role) => {
    const principal = await somePrincipal(services, role);
    const outcome = async (work: () => Promise<unknown>) =>
      (await refusalOf(() => actingAs(principal, work))) === 'FORBIDDEN' ? 'refused' : 'let';
    const place = { organisationId: school.organisationId as EntityId, role: Role.SCHOOL };
    expect({
      colleague: await outcome(() => invitations.inviteColleague(principal, {})),
      officer: await outcome(() => invitations.inviteOfficer(principal, place)),
      reset: await outcome(() => invitations.resetPassword(principal, { userId: school.userId as EntityId })),
    }).toEqual({
      colleague: [Role.SCHOOL, Role.ENTERPRISE].includes(role) ? 'let' : 'refused',
      officer: role === Role.SYSTEM_ADMINISTRATOR ? 'let' : 'refused',
      reset: role === Role.SECURITY_ADMINISTRATOR ? 'let' : 'refused',
    });
  });
});
