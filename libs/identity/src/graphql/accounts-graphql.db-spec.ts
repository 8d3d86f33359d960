import { Principal, Role } from '@sxbq/kernel';
import { startAccountsGraphql } from '../../../../test/support/accounts-graphql';
import { GraphqlServices } from '../../../../test/support/graphql-services';
import { PASSWORD, someParty, somePrincipal } from '../../../../test/support/identity-services';
import { statementsOf } from '../../../../test/support/programme';

describe('accounts over GraphQL', () => {
  let services: GraphqlServices;
  let system: Principal;
  let security: Principal;
  let school: Principal;

  beforeAll(async () => {
    services = await startAccountsGraphql();
    const steppedUp = async (role: Role) => ({ ...(await somePrincipal(services, role)), steppedUpAt: new Date() });
    system = await steppedUp(Role.SYSTEM_ADMINISTRATOR);
    security = await steppedUp(Role.SECURITY_ADMINISTRATOR);
    school = await steppedUp(Role.SCHOOL);
  });
  afterAll(() => services.close());

  const create = `mutation ($input: CreateOrganisationInput!) {
    createOrganisation(input: $input) { id code kind name regionPrefix schoolId enterpriseId revision disabledAt } }`;

  it('takes schools and enterprises from their registers', async () => {
    const schoolId = String(await someParty(services, 'school'));
    const enterpriseId = String(await someParty(services, 'enterprise'));
    const input = { kind: 'SCHOOL', schoolId, name: '别的名称', regionPrefix: '11' };
    const made = await services.ask<{ createOrganisation: object }>(system, create, { input });
    expect(made.errors).toEqual([]);
    expect(made.data?.createOrganisation).toMatchObject({
      name: '示例学校',
      regionPrefix: '3204',
      schoolId,
      enterpriseId: null,
    });
    expect((await services.ask(system, create, { input })).errors).toEqual(['ORGANISATION_EXISTS']);
    const firm = await services.ask<{ createOrganisation: { code: string } }>(system, create, {
      input: { kind: 'ENTERPRISE', enterpriseId },
    });
    expect(firm.data?.createOrganisation.code).toMatch(/^enterprise-/);
  });

  it.each([
    ['a school that is not registered', { kind: 'SCHOOL', schoolId: '4000000000' }, 'REGISTER_ENTRY_NOT_FOUND'],
    ['a school without its id', { kind: 'SCHOOL' }, 'REGISTER_ENTRY_NOT_FOUND'],
    ['a bureau without a region', { kind: 'BUREAU', code: 'b', name: '局' }, 'ORGANISATION_INCOMPLETE'],
    [
      'a bureau of a school',
      { kind: 'BUREAU', code: 'b', name: '局', regionPrefix: '3204', schoolId: '1' },
      'ORGANISATION_INCOMPLETE',
    ],
    ['a bureau of everything', { kind: 'BUREAU', code: 'b', name: '局', regionPrefix: '%' }, 'ORGANISATION_INCOMPLETE'],
    [
      'an office with a region',
      { kind: 'ADMINISTRATION', code: 'o', name: '处', regionPrefix: '32' },
      'ORGANISATION_INCOMPLETE',
    ],
    ['a bureau without a name', { kind: 'BUREAU', code: 'b', regionPrefix: '3204' }, 'ORGANISATION_CODE_MISSING'],
  ])('does not make %s', async (_what, input, code) => {
    expect((await services.ask(system, create, { input })).errors).toEqual([code]);
  });

  it('renames, disables and enables by revision', async () => {
    const made = await services.ask<{ createOrganisation: { id: string } }>(system, create, {
      input: { kind: 'BUREAU', code: 'bureau-x', name: '示例局', regionPrefix: '320402' },
    });
    const id = made.data?.createOrganisation.id;
    const ask = (name: string, input: object) =>
      services.ask<Record<string, { name: string; revision: number; disabledAt: string | null }>>(
        system,
        `mutation ($input: ${name === 'rename' ? 'RenameOrganisationInput' : 'OrganisationRevisionInput'}!) {
           ${name}Organisation(input: $input) { name revision disabledAt } }`,
        { input: { id, ...input } },
      );
    expect((await ask('rename', { revision: 1, name: ' 示例 新局 ' })).data).toEqual({
      renameOrganisation: { name: '示例 新局', revision: 2, disabledAt: null },
    });
    expect((await ask('rename', { revision: 1, name: '旧' })).errors).toEqual(['ORGANISATION_REVISION_CONFLICT']);
    expect((await ask('rename', { revision: 2, name: ' ' })).errors).toEqual(['FIELD_REQUIRED']);
    expect((await ask('disable', { revision: 2 })).data?.['disableOrganisation']?.disabledAt).toEqual(
      expect.anything(),
    );
    expect((await ask('enable', { revision: 3 })).data?.['enableOrganisation']?.disabledAt).toBeNull();
  });

  it('lists users with their memberships in three statements, whatever their number', async () => {
    await somePrincipal(services, Role.INSPECTOR);
    const source = `query ($filter: UserFilterInput) { users(limit: 100, filter: $filter, sort: NEWEST) {
      total items { username displayName memberships { role organisationName } } } }`;
    type Listed = { users: { total: number; items: { username: string; memberships: { role: string }[] }[] } };
    let listed: Listed | null | undefined;
    const statements = await statementsOf(services.dataSource, async () => {
      listed = (await services.ask<Listed>(system, source)).data;
    });
    expect(listed?.users.total).toBeGreaterThanOrEqual(4);
    expect(listed?.users.items.every(({ memberships }) => memberships.length === 1)).toBe(true);
    expect(statements).toBe(3);
    const inspectors = await services.ask<Listed>(system, source, { filter: { role: 'INSPECTOR' } });
    expect(inspectors.data?.users.items.map(({ memberships }) => memberships[0]?.role)).toEqual(['INSPECTOR']);
    const none = await services.ask<Listed>(system, source, { filter: { search: '%' } });
    expect(none.data?.users.total).toBe(0);
    const own = await services.ask<Listed>(school, source);
    expect(own.data?.users.total).toBe(1);
    const foreign = { filter: { organisationId: String(system.organisationId) } };
    expect((await services.ask<Listed>(school, source, foreign)).data?.users.total).toBe(0);
  });

  it.each([
    ['a page of 10 000', '{ users(limit: 10000) { total } }', /^PAGE_SIZE_OUT_OF_RANGE$/],
    ['a sort that is not in the enum', '{ users(sort: PASSWORD_HASH) { total } }', /UserSort/],
    ['a field that is not shown', '{ users { items { passwordHash } } }', /passwordHash/],
    ['a foreign id', '{ user(id: "4000000000") { username } }', /^USER_NOT_FOUND$/],
    ['an id that is none', '{ user(id: "1 OR 1=1") { username } }', /^ID_MALFORMED$/],
    ['organisations of all, to a school', '{ organisations { total } }', /^FORBIDDEN$/],
    ['its own, by id', '{ organisation(id: "1") { name } }', /^FORBIDDEN$/],
  ])('refuses %s', async (_what, source, reason) => {
    expect((await services.ask(school, source)).errors[0]).toMatch(reason);
  });

  it.each([
    'createOrganisation(input: { kind: BUREAU }) { id }',
    'renameOrganisation(input: { id: "1", revision: 1, name: "n" }) { id }',
    'disableOrganisation(input: { id: "1", revision: 1 }) { id }',
    'enableOrganisation(input: { id: "1", revision: 1 }) { id }',
    'disableUser(id: "1") { id }',
    'enableUser(id: "1") { id }',
    'addMembership(input: { userId: "1", organisationId: "1", role: INSPECTOR }) { code }',
    'changeRole(input: { membershipId: "1", role: INSPECTOR }) { code }',
    'removeMembership(id: "1")',
    'inviteOfficer(input: { organisationId: "1", role: INSPECTOR }) { code }',
    'sendPasswordReset(input: { userId: "1" }) { code }',
    'confirmAccess(id: "1") { link }',
    'proposeSecondFactorReset(userId: "1") { code }',
    'resendInvitation(id: "1") { link }',
    'createMachineClient(input: { name: "n", permissions: [], lifeDays: 1 }) { key }',
    'activateMachineClient(id: "1") { key }',
    'rotateMachineClientKey(input: { id: "1" }) { key }',
  ])('asks for a step-up: %s', async (mutation) => {
    const { steppedUpAt: _earlier, ...signedIn } = mutation.startsWith('sendPasswordReset') ? security : system;
    expect((await services.ask(signedIn, `mutation { ${mutation} }`)).errors).toEqual(['STEP_UP_REQUIRED']);
  });

  it('takes no field that is not offered', async () => {
    const input = { kind: 'BUREAU', code: 'c', name: 'n', regionPrefix: '3204', disabledAt: null };
    expect((await services.ask(system, create, { input })).errors[0]).toMatch(/disabledAt/);
    const invite = `mutation ($input: InviteColleagueInput!) { inviteColleague(input: $input) { link } }`;
    for (const more of [{ role: 'HR_BUREAU' }, { organisationId: String(system.organisationId) }]) {
      expect((await services.ask(school, invite, { input: more })).errors[0]).toMatch(/role|organisationId/);
    }
  });

  it('invites, shows the link once, accepts and resets', async () => {
    type Issued = Record<string, { link: string; invitation: { id: string } }>;
    const invite = 'mutation { inviteColleague(input: { note: "教务处" }) { link invitation { id note role } } }';
    const issued = (await services.ask<Issued>(school, invite)).data?.['inviteColleague'];
    const token = issued?.link.split('#')[1] ?? '';
    const list = '{ invitations(filter: { state: OPEN }) { items { id kind note organisationName usedAt } } }';
    const listed = JSON.stringify((await services.ask(school, list)).data);
    expect(listed).toContain('教务处');
    expect(listed).not.toContain('sxbqi_');
    const nobody = { ...school, userId: null, sessionId: null };
    const look = 'query ($token: String!) { openInvitation(token: $token) { kind organisationName role username } }';
    expect((await services.ask(nobody, look, { token })).data).toMatchObject({ openInvitation: { kind: 'COLLEAGUE' } });
    const accept = 'mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) }';
    const input = { token, username: 'New.Colleague', displayName: '新同事', password: PASSWORD };
    expect((await services.ask(nobody, accept, { input })).data).toEqual({ acceptInvitation: 'new.colleague' });
    expect((await services.ask(nobody, accept, { input })).errors).toEqual(['INVITATION_INVALID']);

    const reset =
      'mutation ($input: ResetPasswordInput!) { sendPasswordReset(input: $input) { code proposal { id } } }';
    type Made = { sendPasswordReset: { code: string; proposal: { id: string } } };
    const made = (await services.ask<Made>(security, reset, { input: { userId: String(school.userId) } })).data;
    const { code, proposal } = (made as Made).sendPasswordReset;
    const confirm = 'mutation ($id: ID!) { confirmAccess(id: $id) { link proposal { state confirmedAs } } }';
    expect((await services.ask(security, confirm, proposal)).errors).toEqual(['TWO_PEOPLE_NEEDED']);
    const sent = (await services.ask<{ confirmAccess: { link: string } }>(system, confirm, proposal)).data
      ?.confirmAccess;
    expect(sent).toMatchObject({ proposal: { state: 'CONFIRMED', confirmedAs: 'SYSTEM_ADMINISTRATOR' } });
    const choose = 'mutation ($input: ChoosePasswordInput!) { choosePassword(input: $input) }';
    const chosen = { token: sent?.link.split('#')[1], password: 'another phrase of words' };
    expect((await services.ask(nobody, choose, { input: chosen })).errors).toEqual(['INVITATION_CODE_WRONG']);
    expect((await services.ask(nobody, choose, { input: { ...chosen, code } })).errors).toEqual([]);
    const revoke = 'mutation ($id: ID!) { revokeInvitation(id: $id) { revokedAt } }';
    expect((await services.ask(school, revoke, { id: issued?.invitation.id })).errors).toEqual([
      'INVITATION_NOT_FOUND',
    ]);
  });

  it('makes, changes over and revokes machine clients', async () => {
    type Key = Record<string, { key: string; client: { id: string } }>;
    const make = `mutation ($input: CreateMachineClientInput!) { createMachineClient(input: $input) { key client { id name permissions networks } } }`;
    const input = { name: '教务系统', permissions: ['schools.read'], networks: ['203.0.113.0/24'], lifeDays: 30 };
    const made = (await services.ask<Key>(school, make, { input })).data?.['createMachineClient'];
    expect(made).toMatchObject({ key: expect.stringMatching(/^sxbq_\d+_[\w-]{43}$/), client: { name: '教务系统' } });
    const { id } = made?.client ?? {};
    const rotate = 'mutation ($id: ID!) { rotateMachineClientKey(input: { id: $id }) { key } }';
    expect((await services.ask(school, rotate, { id })).errors).toEqual([]);
    const list = '{ machineClients { items { id name keys { expiresAt lastUsedAt } } } }';
    const listed = await services.ask<{ machineClients: { items: { id: string; keys: object[] }[] } }>(school, list);
    expect(listed.data?.machineClients.items).toMatchObject([
      { id, keys: [{ lastUsedAt: null }, { lastUsedAt: null }] },
    ]);
    const revoke = 'mutation ($id: ID!) { revokeMachineClient(id: $id) { revokedAt } }';
    expect((await services.ask(school, revoke, { id })).errors).toEqual([]);
    expect((await services.ask(school, rotate, { id })).errors).toEqual(['MACHINE_CLIENT_NOT_FOUND']);
  });
});
