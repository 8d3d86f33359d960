import { EntityId, FixedClock, Principal, Role } from '@sxbq/kernel';
import {
  changedRole,
  confirmed,
  givenMembership,
  PASSWORD,
  principalNamed,
  somePrincipal,
  someUser,
  startIdentityServices,
} from '../../../../test/support/identity-services';
import { actingAs, refusalOf, tracesOf } from '../../../../test/support/programme';
import { TestServices } from '../../../../test/support/test-database';
import {
  ADMINISTRATOR_ROLES,
  Authenticator,
  MadeProposal,
  MembershipsService,
  OrganisationsService,
  Requesters,
  requesterOf,
  SignInService,
  UsersService,
} from '../index';
import { PLAIN_CALLER } from '../sessions/caller';

const FIRST_PAGE = { limit: 100, offset: 0 };

describe('who acts for whom', () => {
  const clock = new FixedClock(new Date('2026-03-02T01:00:00.000Z'));
  let services: TestServices;
  let memberships: MembershipsService;
  let users: UsersService;
  let organisations: OrganisationsService;
  let system: Principal;

  const signedIn = async (username: string) => {
    const { token } = await services.app.get(SignInService).signIn({ username, password: PASSWORD }, PLAIN_CALLER);
    return () => services.app.get(Authenticator).authenticate({ authorization: `Bearer ${token}` }, null);
  };
  const someone = async (role: Role) => {
    const username = await someUser(services, role);
    return { username, principal: await principalNamed(services, username) };
  };
  const placeOf = ({ userId, organisationId }: Principal, role: Role) => ({
    userId: userId as EntityId,
    organisationId: organisationId as EntityId,
    role,
  });

  beforeAll(async () => {
    services = await startIdentityServices(clock);
    memberships = services.app.get(MembershipsService);
    users = services.app.get(UsersService);
    organisations = services.app.get(OrganisationsService);
    system = await somePrincipal(services, Role.SYSTEM_ADMINISTRATOR);
  });
  afterAll(() => services.close());

  it('takes a role away at the next request: the session that acts in it is over', async () => {
    const { username, principal } = await someone(Role.HR_BUREAU);
    const ask = await signedIn(username);
    expect((await ask())?.role).toBe(Role.HR_BUREAU);
    await memberships.remove(system, principal.membershipId as EntityId);
    expect(await ask()).toBeNull();
    const again = await refusalOf(() => signedIn(username));
    expect(again).toBe('SIGN_IN_REFUSED');
    // Given again, the role counts for a new sign-in, not for the old session.
    await givenMembership(services, system, placeOf(principal, Role.HR_BUREAU));
    expect(await ask()).toBeNull();
    expect((await (await signedIn(username))())?.role).toBe(Role.HR_BUREAU);
  });

  it('changes a role into another membership, ends its sessions and says both in the audit', async () => {
    const { username, principal } = await someone(Role.HR_BUREAU);
    const ask = await signedIn(username);
    const id = principal.membershipId as EntityId;
    let changed = 0;
    const made = await memberships.changeRole(system, id, Role.INSPECTOR);
    expect((await ask())?.role).toBe(Role.HR_BUREAU);
    const security = await somePrincipal(services, Role.SECURITY_ADMINISTRATOR);
    const { audit } = await tracesOf(services.dataSource, () =>
      actingAs(security, async () => {
        changed = (await confirmed(services, made, security)).proposal.outcomeId as EntityId;
      }),
    );
    expect(await ask()).toBeNull();
    expect(audit).toMatchObject([
      {
        action: 'identity.changeRole',
        objectId: String(changed),
        changes: { role: [Role.HR_BUREAU, Role.INSPECTOR], membershipId: [id, changed] },
      },
      { action: 'identity.confirmAccess', objectId: String(made.proposal.id) },
    ]);
    expect(await principalNamed(services, username)).toMatchObject({ role: Role.INSPECTOR, membershipId: changed });
    // Back again: the first membership is opened anew.
    expect(await changedRole(services, system, changed, Role.HR_BUREAU)).toBe(id);
  });

  it('keeps the part of the region over a change of role', async () => {
    const { username, principal } = await someone(Role.HR_BUREAU);
    const id = principal.membershipId as EntityId;
    await services.dataSource.query("UPDATE membership SET region_prefix = '320402' WHERE id = ?", [id]);
    await changedRole(services, system, id, Role.INSPECTOR);
    expect(await principalNamed(services, username)).toMatchObject({ memberRegionPrefix: '320402' });
  });

  it('refuses a change to a role that does not fit, and leaves the present one', async () => {
    const { username, principal } = await someone(Role.HR_BUREAU);
    const id = principal.membershipId as EntityId;
    const ask = await signedIn(username);
    for (const [role, code] of [
      [Role.SCHOOL, 'ROLE_DOES_NOT_FIT'],
      [Role.SYSTEM_ADMINISTRATOR, 'ROLE_DOES_NOT_FIT'],
      [Role.HR_BUREAU, 'MEMBERSHIP_EXISTS'],
    ] as const) {
      expect(await refusalOf(() => memberships.changeRole(system, id, role))).toBe(code);
    }
    expect((await ask())?.role).toBe(Role.HR_BUREAU);
    expect(await refusalOf(() => memberships.changeRole(system, 4_000_000_000, Role.INSPECTOR))).toBe(
      'MEMBERSHIP_NOT_FOUND',
    );
    expect(await refusalOf(() => memberships.remove(system, 4_000_000_000))).toBe('MEMBERSHIP_NOT_FOUND');
  });

  it.each(
    ADMINISTRATOR_ROLES.flatMap((held) =>
      ADMINISTRATOR_ROLES.filter((role) => role !== held).map((role) => [held, role] as const),
    ),
  )('lets nobody be %s and %s, one after the other or both at once', async (held, wanted) => {
    const { principal } = await someone(held);
    expect(await refusalOf(() => memberships.add(system, placeOf(principal, wanted)))).toBe('ADMINISTRATORS_EXCLUDE');
    await memberships.remove(system, principal.membershipId as EntityId);
    const [first, second] = await Promise.all(
      [held, wanted].map((role) => memberships.add(system, placeOf(principal, role))),
    );
    const security = await somePrincipal(services, Role.SECURITY_ADMINISTRATOR);
    const tries = await Promise.allSettled(
      [first, second].map((made) => confirmed(services, made as MadeProposal, security)),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.find((outcome) => outcome.status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'ADMINISTRATORS_EXCLUDE' });
  });

  it('lets nobody change their own rights', async () => {
    expect(await refusalOf(() => memberships.add(system, placeOf(system, Role.SECURITY_ADMINISTRATOR)))).toBe(
      'OWN_RIGHTS',
    );
    expect(await refusalOf(() => memberships.remove(system, system.membershipId as EntityId))).toBe('OWN_RIGHTS');
    expect(
      await refusalOf(() => memberships.changeRole(system, system.membershipId as EntityId, Role.AUDIT_ADMINISTRATOR)),
    ).toBe('OWN_RIGHTS');
    expect(await refusalOf(() => users.changeDisabled(system, system.userId as EntityId, true))).toBe('OWN_RIGHTS');
    const { revision } = await organisations.get(system, system.organisationId as EntityId);
    const own = { id: system.organisationId as EntityId, revision };
    expect(await refusalOf(() => organisations.disable(system, own))).toBe('OWN_RIGHTS');
  });

  it.each(Object.values(Role).filter((role) => role !== Role.SYSTEM_ADMINISTRATOR))(
    'lets %s manage nothing',
    async (role) => {
      const actor = await somePrincipal(services, role);
      const { principal: other } = await someone(Role.HR_BUREAU);
      const id = other.membershipId as EntityId;
      const read = { id: other.organisationId as EntityId, revision: 1 };
      for (const attempt of [
        () => memberships.add(actor, placeOf(other, Role.INSPECTOR)),
        () => memberships.remove(actor, id),
        () => memberships.changeRole(actor, id, Role.INSPECTOR),
        () => users.changeDisabled(actor, other.userId as EntityId, true),
        () => organisations.rename(actor, { ...read, name: '改名' }),
        () => organisations.disable(actor, read),
        () => organisations.enable(actor, read),
      ]) {
        expect(await refusalOf(attempt)).toBe('FORBIDDEN');
      }
    },
  );

  it('shows members of a school their colleagues, with their roles there and nowhere else', async () => {
    const { principal: school } = await someone(Role.SCHOOL);
    const both = await someone(Role.HR_BUREAU);
    await givenMembership(services, system, {
      userId: both.principal.userId as EntityId,
      organisationId: school.organisationId as EntityId,
      role: Role.SCHOOL,
    });
    const seen = (await users.list(school, FIRST_PAGE)).items.map(({ id }) => id);
    expect(seen.sort()).toEqual([school.userId, both.principal.userId].sort());
    const colleagues = await memberships.ofUsers(school, seen);
    expect(colleagues.get(both.principal.userId as EntityId)).toMatchObject([
      { organisationId: school.organisationId },
    ]);
    const { principal: stranger } = await someone(Role.SCHOOL);
    expect(await refusalOf(() => users.get(stranger, school.userId as EntityId))).toBe('USER_NOT_FOUND');
    // Who left is a stranger, too.
    const left = colleagues.get(both.principal.userId as EntityId)?.[0]?.id as EntityId;
    await memberships.remove(system, left);
    expect(await refusalOf(() => users.get(school, both.principal.userId as EntityId))).toBe('USER_NOT_FOUND');
  });

  it('disables and enables users, with before and after in the audit', async () => {
    const { username, principal } = await someone(Role.ECONOMY_BUREAU);
    const ask = await signedIn(username);
    const id = principal.userId as EntityId;
    const { audit } = await tracesOf(services.dataSource, () => users.changeDisabled(system, id, true));
    expect(audit).toMatchObject([
      { action: 'identity.disableUser', changes: { disabledAt: [null, clock.now().toISOString()] } },
    ]);
    expect(await ask()).toBeNull();
    expect(await refusalOf(() => signedIn(username))).toBe('SIGN_IN_REFUSED');
    await users.changeDisabled(system, id, false);
    expect(await ask()).toBeNull();
    expect(await (await signedIn(username))()).toMatchObject({ userId: id });
    expect(await refusalOf(() => users.changeDisabled(system, 4_000_000_000, true))).toBe('USER_NOT_FOUND');
  });

  it('disables an organisation with all who act for it, until it is enabled', async () => {
    const { username, principal } = await someone(Role.ENTERPRISE);
    const ask = await signedIn(username);
    const organisation = await organisations.get(system, principal.organisationId as EntityId);
    const disabled = await organisations.disable(system, organisation);
    expect(disabled).toMatchObject({ disabledAt: clock.now(), revision: organisation.revision + 1 });
    expect(await ask()).toBeNull();
    expect(await refusalOf(() => signedIn(username))).toBe('SIGN_IN_REFUSED');
    const { principal: other } = await someone(Role.ENTERPRISE);
    const wanted = { ...placeOf(other, Role.ENTERPRISE), organisationId: organisation.id };
    expect(await refusalOf(() => memberships.add(system, wanted))).toBe('ORGANISATION_DISABLED');
    expect(await refusalOf(() => organisations.enable(system, organisation))).toBe('ORGANISATION_REVISION_CONFLICT');
    await organisations.enable(system, disabled);
    expect(await ask()).toMatchObject({ userId: principal.userId });
  });

  it('lets one of two that rename at once win', async () => {
    const { principal } = await someone(Role.HR_BUREAU);
    const read = await organisations.get(system, principal.organisationId as EntityId);
    const outcomes = await Promise.allSettled(
      ['甲局', '乙局'].map((name) => organisations.rename(system, { ...read, name })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('asks again what a requester may do when their work runs', async () => {
    const { principal } = await someone(Role.HR_BUREAU);
    const requesters = services.app.get(Requesters);
    const requester = requesterOf(principal);
    expect(await requesters.stillHolding(requester, 'identity.me')).toMatchObject({ userId: principal.userId });
    expect(await requesters.stillHolding(requester, 'identity.manageUsers')).toBeNull();
    await changedRole(services, system, principal.membershipId as EntityId, Role.INSPECTOR);
    expect(await requesters.stillHolding(requester, 'identity.me')).toBeNull();
    expect(await requesters.formerly(requester)).toMatchObject({ userId: principal.userId, role: Role.HR_BUREAU });
    const invented = { ...principal, membershipId: null };
    expect(await refusalOf(() => requesterOf(invented))).toBe('UNAUTHENTICATED');
  });
});
