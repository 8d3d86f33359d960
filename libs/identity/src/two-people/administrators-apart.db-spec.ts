import { EntityId, Principal, Role } from '@sxbq/kernel';
import { startAccountsGraphql } from '../../../../test/support/accounts-graphql';
import { GraphqlServices } from '../../../../test/support/graphql-services';
import { confirmed, PASSWORD, principalNamed, somePrincipal } from '../../../../test/support/identity-services';
import { MadeProposal, MembershipsService } from '../index';

const INVITED = Object.values(Role).filter((role) => role !== Role.GRADUATE);

/** Assurance A8 asks for people: what one person comes to with all the accounts they can make. */
describe('administrators stay apart, as people', () => {
  let services: GraphqlServices;
  let system: Principal;
  let security: Principal;
  let audit: Principal;
  let bureau: Principal;
  let school: Principal;
  let enterprise: Principal;
  let people = 0;

  interface Made {
    readonly proposal: { readonly id: string };
    readonly code: string | null;
  }
  const query = <T>(sql: string, params: unknown[] = []) => services.dataSource.query(sql, params) as Promise<T[]>;
  const steppedUp = async (role: Role) => ({ ...(await somePrincipal(services, role)), steppedUpAt: new Date() });
  const ask = <T = unknown>(who: Principal, source: string, variables: Record<string, unknown> = {}) =>
    services.ask<T>(who, source, variables);
  const placeOf = (role: Role): Principal => {
    if (role.endsWith('_ADMINISTRATOR')) return system;
    if (role === Role.ENTERPRISE) return enterprise;
    return role === Role.SCHOOL ? school : bureau;
  };
  const invite = async (who: Principal, role: Role, { organisationId } = placeOf(role)): Promise<Made> => {
    const source = `mutation ($input: InviteOfficerInput!) { made: inviteOfficer(input: $input) { code proposal { id } } }`;
    const reply = await ask<{ made: Made }>(who, source, { input: { organisationId: String(organisationId), role } });
    expect(reply.errors).toEqual([]);
    return (reply.data as { made: Made }).made;
  };
  const confirm = async (who: Principal, { proposal }: Made) => {
    const source = 'mutation ($id: ID!) { confirmAccess(id: $id) { link proposal { outcomeId } } }';
    type Confirmed = { confirmAccess: { link: string | null; proposal: { outcomeId: string | null } } };
    const { data, errors } = await ask<Confirmed>(who, source, { ...proposal });
    return { link: data?.confirmAccess.link ?? null, refusal: errors[0] ?? null };
  };
  /** Who accepts as somebody of their own making. */
  const accept = async (link: string | null, code: string | null): Promise<Principal> => {
    const username = `let-in-${++people}`;
    const nobody = { ...system, userId: null, sessionId: null };
    const source = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) }';
    const input = { token: link?.split('#')[1], code, username, displayName: '受邀人', password: PASSWORD };
    expect((await ask(nobody, source, { input })).errors).toEqual([]);
    return { ...(await principalNamed(services, username)), steppedUpAt: new Date() };
  };
  /** What lets somebody in. */
  const accesses = () =>
    query(
      `SELECT (SELECT COUNT(*) FROM \`user\`) AS users,
              (SELECT GROUP_CONCAT(user_id, role ORDER BY id) FROM membership WHERE ended_at IS NULL) AS roles,
              (SELECT COUNT(*) FROM invitation) AS links, (SELECT COUNT(*) FROM machine_client) AS clients,
              (SELECT COUNT(*) FROM machine_client_key) AS client_keys`,
    );

  beforeAll(async () => {
    services = await startAccountsGraphql();
    [system, security, audit, bureau, school, enterprise] = (await Promise.all(
      [
        Role.SYSTEM_ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.AUDIT_ADMINISTRATOR,
        Role.HR_BUREAU,
        Role.SCHOOL,
        Role.ENTERPRISE,
      ].map(steppedUp),
    )) as [Principal, Principal, Principal, Principal, Principal, Principal];
  });
  afterAll(() => services.close());

  it('gives the system administrator alone no account, no role and no key, whatever they ask for', async () => {
    // Accounts the person may have from elsewhere: of a school, and a second one of their own kind.
    const own = await somePrincipal(services, Role.SCHOOL);
    const second = await steppedUp(Role.SYSTEM_ADMINISTRATOR);
    const before = await accesses();
    const answers: string[] = [];
    const told = async (source: string, input: Record<string, unknown>) => {
      const { data, errors } = await ask(system, source, { input });
      answers.push(JSON.stringify(data));
      expect(errors).toEqual([]);
    };
    for (const role of INVITED) await invite(system, role);
    const make = `mutation ($input: CreateMachineClientInput!) {
      createMachineClient(input: $input) { key client { id } proposal { id } } }`;
    const client = { name: '系统', permissions: ['schools.read'], lifeDays: 365 };
    for (const role of [Role.HR_BUREAU, Role.SCHOOL]) {
      await told(make, { ...client, role, organisationId: String(placeOf(role).organisationId) });
    }
    const add = 'mutation ($input: AddMembershipInput!) { addMembership(input: $input) { code proposal { id } } }';
    const place = { userId: String(own.userId), organisationId: String(bureau.organisationId) };
    await told(add, { ...place, role: Role.HR_BUREAU });
    const change = 'mutation ($input: ChangeRoleInput!) { changeRole(input: $input) { code proposal { id } } }';
    await told(change, { membershipId: String(bureau.membershipId), role: Role.INSPECTOR });

    const open = '{ accessProposals(limit: 100, filter: { state: OPEN }) { items { id } } }';
    const { data } = await ask<{ accessProposals: { items: { id: string }[] } }>(system, open);
    const { items } = (data as { accessProposals: { items: { id: string }[] } }).accessProposals;
    expect(items).toHaveLength(INVITED.length + 4);
    for (const proposal of items) {
      expect((await confirm(system, { proposal, code: null })).refusal).toBe('TWO_PEOPLE_NEEDED');
      expect((await confirm(second, { proposal, code: null })).refusal).toBe('ANOTHER_ADMINISTRATOR_NEEDED');
    }
    expect(answers.join('')).not.toMatch(/sxbqi?_/);
    expect(await accesses()).toEqual(before);
  });

  it('gives a link to the confirmer and the code to the proposer: neither can open it', async () => {
    const made = await invite(system, Role.HR_BUREAU);
    const { link } = await confirm(security, made);
    expect(link).toMatch(/#sxbqi_/);
    const nobody = { ...system, userId: null, sessionId: null };
    const source = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) }';
    const input = { token: link?.split('#')[1], username: 'security-again', displayName: '自己', password: PASSWORD };
    expect((await ask(nobody, source, { input })).errors).toEqual(['INVITATION_CODE_WRONG']);
    expect((await accept(link, made.code)).role).toBe(Role.HR_BUREAU);
  });

  it.each([
    ['directly', 1],
    ['through a chain of two', 2],
    ['through a chain of three', 3],
  ])('lets nobody confirm for whom they let in, %s, nor the other way round', async (_how, length) => {
    const first: Principal = await steppedUp(Role.SYSTEM_ADMINISTRATOR);
    let last = first;
    for (let at = 1; at <= length; at++) {
      const role = at === length ? Role.AUDIT_ADMINISTRATOR : Role.SYSTEM_ADMINISTRATOR;
      const made = await invite(last, role);
      last = await accept((await confirm(security, made)).link, made.code);
    }
    expect((await confirm(last, await invite(first, Role.HR_BUREAU))).refusal).toBe('TWO_PEOPLE_NEEDED');
    const reset = `mutation ($id: ID!) { made: proposeSecondFactorReset(userId: $id) { code proposal { id } } }`;
    const { data } = await ask<{ made: Made }>(last, reset, { id: String(security.userId) });
    expect((await confirm(first, (data as { made: Made }).made)).refusal).toBe('TWO_PEOPLE_NEEDED');
    // Somebody else may.
    expect((await confirm(audit, await invite(first, Role.HR_BUREAU))).refusal).toBeNull();
  });

  it('knows one person by the same sign-in subject', async () => {
    const other = await steppedUp(Role.SECURITY_ADMINISTRATOR);
    const link = (userId: EntityId | null, issuer: string, confirmedAt: Date | null) =>
      query('INSERT INTO single_sign_on_link (user_id, issuer, subject, confirmed_at) VALUES (?, ?, ?, ?)', [
        userId,
        issuer,
        'staff-17',
        confirmedAt,
      ]);
    await link(system.userId, 'https://old.example', new Date());
    const made = await invite(system, Role.HR_BUREAU);
    await link(other.userId, 'https://new.example', null);
    expect((await confirm(other, await invite(system, Role.HR_BUREAU))).refusal).toBeNull();
    await query("UPDATE single_sign_on_link SET confirmed_at = NOW(6) WHERE issuer = 'https://new.example'");
    expect((await confirm(other, made)).refusal).toBe('TWO_PEOPLE_NEEDED');
    // Nor may they give themselves rights by their other account.
    const input = { userId: String(other.userId), organisationId: String(bureau.organisationId), role: 'HR_BUREAU' };
    const add = 'mutation ($input: AddMembershipInput!) { addMembership(input: $input) { proposal { id } } }';
    expect((await ask(system, add, { input })).errors).toEqual(['OWN_RIGHTS']);
    await query("DELETE FROM single_sign_on_link WHERE subject = 'staff-17'");
  });

  it('confirms once, however many confirm at the same moment', async () => {
    const made = await invite(system, Role.HR_BUREAU);
    const answers = await Promise.all([security, audit, security, audit].map((who) => confirm(who, made)));
    expect(answers.filter(({ link }) => link !== null)).toHaveLength(1);
    expect(answers.flatMap(({ refusal }) => (refusal === null ? [] : [refusal]))).toEqual(
      Array(3).fill('ACCESS_PROPOSAL_NOT_FOUND'),
    );
  });

  it('confirms nothing that was withdrawn, ran out, or was proposed by who acts no more', async () => {
    const withdrawn = await invite(system, Role.HR_BUREAU);
    const withdraw = 'mutation ($id: ID!) { withdrawAccess(id: $id) { state withdrawnBy } }';
    expect((await ask(audit, withdraw, { ...withdrawn.proposal })).data).toEqual({
      withdrawAccess: { state: 'WITHDRAWN', withdrawnBy: String(audit.userId) },
    });
    expect((await ask(audit, withdraw, { ...withdrawn.proposal })).errors).toEqual(['ACCESS_PROPOSAL_NOT_FOUND']);
    const old = await invite(system, Role.HR_BUREAU);
    await query('UPDATE access_proposal SET expires_at = NOW(6) - INTERVAL 1 SECOND WHERE id = ?', [old.proposal.id]);
    const leaving = await steppedUp(Role.SYSTEM_ADMINISTRATOR);
    const left = await invite(leaving, Role.HR_BUREAU);
    await services.app.get(MembershipsService).remove(system, leaving.membershipId as EntityId);
    for (const made of [withdrawn, old, left]) {
      expect((await confirm(security, made)).refusal).toBe('ACCESS_PROPOSAL_NOT_FOUND');
    }
  });

  it('asks the rules again when it is confirmed', async () => {
    const { userId, membershipId } = await somePrincipal(services, Role.HR_BUREAU);
    const memberships = services.app.get(MembershipsService);
    const wanted = { userId: userId as EntityId, organisationId: bureau.organisationId as EntityId };
    const [first, second] = (await Promise.all(
      [Role.INSPECTOR, Role.INSPECTOR].map((role) => memberships.add(system, { ...wanted, role })),
    )) as [MadeProposal, MadeProposal];
    await confirmed(services, first);
    await expect(confirmed(services, second)).rejects.toMatchObject({ code: 'MEMBERSHIP_EXISTS' });
    const change = await memberships.changeRole(system, membershipId as EntityId, Role.ECONOMY_BUREAU);
    await memberships.remove(system, membershipId as EntityId);
    await expect(confirmed(services, change)).rejects.toMatchObject({ code: 'MEMBERSHIP_NOT_FOUND' });
  });

  it('shows the audit administrator all of it as alarms', async () => {
    const made = await invite(system, Role.AUDIT_ADMINISTRATOR);
    await confirm(security, made);
    const list = `query ($filter: AuditEntryFilter) {
      auditEntries(limit: 100, filter: $filter) { items { action actionTitle alarm objectType objectId } } }`;
    type Listed = {
      auditEntries: { items: { action: string; actionTitle: string; alarm: boolean; objectId: string }[] };
    };
    const itemsOf = async (filter: object) =>
      (await ask<Listed>(audit, list, { filter })).data?.auditEntries.items ?? [];
    const alarms = await itemsOf({ alarm: true });
    expect(alarms.every(({ alarm, actionTitle }) => alarm && actionTitle.length > 0)).toBe(true);
    const ofIt = alarms.filter(({ objectId, action }) => objectId === made.proposal.id && /Access$/.test(action));
    expect(ofIt.map(({ action }) => action)).toEqual(['identity.confirmAccess', 'identity.proposeAccess']);
    const all = await itemsOf({});
    expect(all.some(({ alarm }) => !alarm)).toBe(true);
    const titled = await itemsOf({ alarm: true, actionTitle: '提请授权' });
    expect(new Set(titled.map(({ action }) => action))).toEqual(new Set(['identity.proposeAccess']));
    expect((await ask(system, list, { filter: { alarm: true } })).errors).toEqual(['FORBIDDEN']);
  });
});
