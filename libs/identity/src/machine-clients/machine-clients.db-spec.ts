import { EntityId, FixedClock, Principal, Role } from '@sxbq/kernel';
import { OrganisationKind } from '../domain/organisation-kind';
import { confirmed, somePrincipal, startIdentityServices } from '../../../../test/support/identity-services';
import { refusalOf, statementsOf, tracesOf } from '../../../../test/support/programme';
import { TestServices } from '../../../../test/support/test-database';
import { registerPermissions } from '../access/permission-registry';
import {
  AccessProposal,
  Authenticator,
  holdsPermission,
  IssuedKey,
  MachineClientsService,
  NewMachineClient,
  OrganisationsService,
  Requesters,
  requesterOf,
} from '../index';

const START = new Date('2026-03-02T01:00:00.000Z');
const HOUR = 3_600_000;
const FIRST_PAGE = { limit: 50, offset: 0 };

registerPermissions({
  'machines.read': { title: '读', roles: [Role.SCHOOL, Role.HR_BUREAU, Role.SYSTEM_ADMINISTRATOR] },
  'machines.write': { title: '写', roles: [Role.SCHOOL] },
  'machines.revealPhone': { title: '显示电话', roles: [Role.SCHOOL] },
});

const wanted: NewMachineClient = { name: '教务系统', permissions: ['machines.read'], lifeDays: 30 };

describe('machine clients', () => {
  const clock = new FixedClock(START);
  let services: TestServices;
  let clients: MachineClientsService;
  let school: Principal;
  let system: Principal;

  const later = (ms: number) => clock.set(new Date(START.getTime() + ms));
  const call = (key: string, address: string | null = '203.0.113.7') =>
    services.app.get(Authenticator).authenticate({ authorization: `Bearer ${key}` }, address);
  /** A client of the creator's own organisation, with its key. */
  const create = async (creator: Principal, asked: NewMachineClient) =>
    (await clients.create(creator, asked)) as Awaited<ReturnType<MachineClientsService['create']>> & IssuedKey;
  const query = <T>(sql: string, params: unknown[] = []) => services.dataSource.query(sql, params) as Promise<T[]>;

  beforeAll(async () => {
    services = await startIdentityServices(clock);
    clients = services.app.get(MachineClientsService);
    school = await somePrincipal(services, Role.SCHOOL);
    system = await somePrincipal(services, Role.SYSTEM_ADMINISTRATOR);
  });
  beforeEach(() => clock.set(START));
  afterAll(() => services.close());

  it('calls as its organisation, with what it was given and no more', async () => {
    const { client, key } = await create(school, wanted);
    expect(key).toMatch(new RegExp(`^sxbq_${client.id}_[\\w-]{43}$`));
    const principal = (await call(key)) as Principal;
    expect(principal).toMatchObject({
      userId: null,
      sessionId: null,
      clientId: client.id,
      role: Role.SCHOOL,
      organisationId: school.organisationId,
      schoolId: school.schoolId,
      regionPrefix: '3204',
    });
    expect(holdsPermission(principal, 'machines.read')).toBe(true);
    expect(holdsPermission(principal, 'machines.write')).toBe(false);
    expect(holdsPermission(principal, 'identity.me')).toBe(false);
  });

  it('keeps nothing that could be called with, neither in the tables nor in the audit', async () => {
    let key = '';
    const traces = await tracesOf(services.dataSource, async () => {
      const issued = await create(school, wanted);
      key = issued.key;
      await clients.rotate(school, issued.client.id, 1);
    });
    expect(traces.audit.map(({ action }) => action)).toEqual(['identity.createClient', 'identity.rotateClientKey']);
    const stored = [await query('SELECT * FROM machine_client'), await query('SELECT * FROM machine_client_key')];
    const secret = key.slice(-43);
    expect(JSON.stringify([traces, stored])).not.toContain(secret);
    const [row] = await query<{ secret_hash: string }>(
      'SELECT secret_hash FROM machine_client_key ORDER BY id LIMIT 1',
    );
    expect(await call(`sxbq_1_${row?.secret_hash}`)).toBeNull();
  });

  it.each([
    [
      'a permission the role does not hold',
      { permissions: ['machines.read', 'identity.manageUsers'] },
      'MACHINE_CLIENT_PERMISSIONS_UNFIT',
    ],
    ['one that is not there', { permissions: ['machines.nothing'] }, 'MACHINE_CLIENT_PERMISSIONS_UNFIT'],
    ['administration', { permissions: ['identity.inviteColleague'] }, 'MACHINE_CLIENT_PERMISSIONS_UNFIT'],
    ['revealing', { permissions: ['machines.revealPhone'] }, 'MACHINE_CLIENT_PERMISSIONS_UNFIT'],
    ['nothing at all', { permissions: [] }, 'MACHINE_CLIENT_PERMISSIONS_MISSING'],
    ['more than a year', { lifeDays: 366 }, 'NUMBER_OUT_OF_RANGE'],
    ['no time', { lifeDays: 0 }, 'NUMBER_OUT_OF_RANGE'],
    ['no name', { name: ' ' }, 'FIELD_REQUIRED'],
    ['a network that is none', { networks: ['example.com'] }, 'NETWORK_MALFORMED'],
    ['every network', { networks: ['0.0.0.0/0'] }, 'NETWORK_MALFORMED'],
  ])('is not given %s', async (_what, change, code) => {
    const before = await query('SELECT id FROM machine_client');
    expect(await refusalOf(() => clients.create(school, { ...wanted, ...change }))).toBe(code);
    expect(await query('SELECT id FROM machine_client')).toEqual(before);
  });

  it('is made for its creator’s own place; who names another organisation gets neither client nor proposal', async () => {
    const neighbour = await somePrincipal(services, Role.SCHOOL);
    const before = await query('SELECT id FROM access_proposal');
    const elsewhere = { ...wanted, organisationId: neighbour.organisationId };
    expect(await refusalOf(() => clients.create(school, elsewhere))).toBe('ORGANISATION_NOT_FOUND');
    expect(await query('SELECT id FROM access_proposal')).toEqual(before);
    const asked = { ...wanted, organisationId: school.organisationId, role: Role.HR_BUREAU };
    const { client } = await create(school, asked);
    expect(client).toMatchObject({ organisationId: school.organisationId, role: Role.SCHOOL });
  });

  it('keeps to the part of the region that its creator has', async () => {
    const officer = await somePrincipal(services, Role.HR_BUREAU);
    const district = { ...officer, memberRegionPrefix: '320402' };
    const own = await create(district, wanted);
    expect(await call(own.key)).toMatchObject({ regionPrefix: '3204', memberRegionPrefix: '320402' });
    const whole = await create(officer, wanted);
    // A key of it would be worth more than the officer's own rights.
    expect(await refusalOf(() => clients.rotate(district, whole.client.id, 0))).toBe('MACHINE_CLIENT_NOT_FOUND');
    expect((await clients.list(district, FIRST_PAGE)).items.map(({ id }) => id)).toEqual([own.client.id]);
    const economy = { ...officer, role: Role.ECONOMY_BUREAU };
    expect(await refusalOf(() => clients.rotate(economy, whole.client.id, 0))).toBe('MACHINE_CLIENT_NOT_FOUND');
  });

  it('is proposed for others by the system administrator, but never as an administrator', async () => {
    const place = { organisationId: school.organisationId, role: Role.SCHOOL };
    const attempt = (change: object) => refusalOf(() => clients.create(system, { ...wanted, ...place, ...change }));
    expect(await attempt({ organisationId: system.organisationId, role: Role.SYSTEM_ADMINISTRATOR })).toBe(
      'MACHINE_CLIENT_ROLE_UNFIT',
    );
    expect(await attempt({ role: Role.INSPECTOR })).toBe('MACHINE_CLIENT_ROLE_UNFIT');
    expect(await attempt({ role: Role.HR_BUREAU })).toBe('ROLE_DOES_NOT_FIT');
    expect(await attempt({ organisationId: null })).toBe('ORGANISATION_NOT_FOUND');
    expect(await attempt({ permissions: ['identity.manageUsers'] })).toBe('MACHINE_CLIENT_PERMISSIONS_UNFIT');
  });

  it('of another organisation gets its key from a member there, once it was confirmed, and from nobody else', async () => {
    const place = { organisationId: school.organisationId, role: Role.SCHOOL };
    const made = await clients.create(system, { ...wanted, ...place, networks: ['203.0.113.0/24'] });
    expect(made).toMatchObject({ client: null, key: null, proposal: { role: Role.SCHOOL } });
    const security = await somePrincipal(services, Role.SECURITY_ADMINISTRATOR);
    const { proposal, link } = await confirmed(services, made as { proposal: AccessProposal }, security);
    expect(link).toBeNull();
    const id = proposal.outcomeId as EntityId;
    const waiting = (await clients.list(school, FIRST_PAGE)).items.find((client) => client.id === id);
    expect(waiting).toMatchObject({ ...place, name: wanted.name, networks: ['203.0.113.0/24'] });
    expect(await clients.keysOf(school, [id])).toEqual(new Map());
    expect(await refusalOf(() => clients.rotate(school, id, 0))).toBe('MACHINE_CLIENT_NOT_ACTIVE');
    const neighbour = await somePrincipal(services, Role.SCHOOL);
    expect(await refusalOf(() => clients.activate(security, id))).toBe('FORBIDDEN');
    for (const stranger of [system, neighbour]) {
      expect(await refusalOf(() => clients.activate(stranger, id))).toBe('MACHINE_CLIENT_NOT_FOUND');
    }
    const { key } = await clients.activate(school, id);
    expect(await call(key)).toMatchObject({ clientId: id, role: Role.SCHOOL });
    expect(await refusalOf(() => clients.activate(school, id))).toBe('MACHINE_CLIENT_ACTIVE');
    // Whoever proposed it may end it, and be shown no key of it.
    expect(await refusalOf(() => clients.rotate(system, id, 0))).toBe('MACHINE_CLIENT_NOT_FOUND');
    await clients.revoke(system, id);
    expect(await call(key)).toBeNull();
  });

  it('belongs to its organisation: a neighbour neither sees, rotates nor revokes it', async () => {
    const { client } = await create(school, wanted);
    const neighbour = await somePrincipal(services, Role.SCHOOL);
    expect((await clients.list(neighbour, FIRST_PAGE)).total).toBe(0);
    expect(await refusalOf(() => clients.rotate(neighbour, client.id, 0))).toBe('MACHINE_CLIENT_NOT_FOUND');
    expect(await refusalOf(() => clients.revoke(neighbour, client.id))).toBe('MACHINE_CLIENT_NOT_FOUND');
    const security = await somePrincipal(services, Role.SECURITY_ADMINISTRATOR);
    expect(await refusalOf(() => clients.rotate(security, client.id, 0))).toBe('FORBIDDEN');
    expect(await clients.revoke(security, client.id)).toMatchObject({ id: client.id, revokedAt: START });
  });

  it('changes keys over with an overlap, two at a time at most', async () => {
    const { client, key: first } = await create(school, wanted);
    expect(await refusalOf(() => clients.rotate(school, client.id, 169))).toBe('NUMBER_OUT_OF_RANGE');
    const { key: second } = await clients.rotate(school, client.id, 24);
    expect([await call(first), await call(second)].map((found) => found?.clientId)).toEqual([client.id, client.id]);
    const { key: third } = await clients.rotate(school, client.id, 24);
    expect(await call(first)).toBeNull();
    expect((await call(second))?.clientId).toBe(client.id);
    later(24 * HOUR);
    expect(await call(second)).toBeNull();
    expect((await call(third))?.clientId).toBe(client.id);
    const { key: fourth } = await clients.rotate(school, client.id, 0);
    expect(await call(third)).toBeNull();
    expect((await call(fourth))?.clientId).toBe(client.id);
    const keys = (await clients.keysOf(school, [client.id])).get(client.id) ?? [];
    expect(keys).toHaveLength(1);
  });

  it('is dead at once when revoked, run out, or its organisation is disabled', async () => {
    const revoked = await create(school, wanted);
    await clients.revoke(school, revoked.client.id);
    expect(await call(revoked.key)).toBeNull();
    expect(await refusalOf(() => clients.revoke(school, revoked.client.id))).toBe('MACHINE_CLIENT_NOT_FOUND');
    expect(await refusalOf(() => clients.rotate(school, revoked.client.id, 1))).toBe('MACHINE_CLIENT_NOT_FOUND');

    const short = await create(school, { ...wanted, lifeDays: 1 });
    later(24 * HOUR - 1);
    expect(await call(short.key)).not.toBeNull();
    later(24 * HOUR);
    expect(await call(short.key)).toBeNull();
    expect(await refusalOf(() => clients.rotate(school, short.client.id, 1))).toBe('MACHINE_CLIENT_NOT_FOUND');

    clock.set(START);
    const closing = await somePrincipal(services, Role.SCHOOL);
    const { key } = await create(closing, wanted);
    const organisations = services.app.get(OrganisationsService);
    const organisation = await organisations.get(system, closing.organisationId as EntityId);
    expect(organisation.kind).toBe(OrganisationKind.SCHOOL);
    await organisations.disable(system, organisation);
    expect(await call(key)).toBeNull();
  });

  it('answers from its networks only', async () => {
    const networks = ['203.0.113.0/24', '2001:db8::/32', '198.51.100.7'];
    const { key } = await create(school, { ...wanted, networks });
    for (const inside of ['203.0.113.200', '::ffff:203.0.113.1', '2001:db8:5::1', '198.51.100.7']) {
      expect(await call(key, inside)).not.toBeNull();
    }
    for (const outside of ['203.0.114.1', '198.51.100.8', '2001:db9::1', '::ffff:198.51.100.8', null, 'unknown']) {
      expect(await call(key, outside)).toBeNull();
    }
  });

  it('is not fooled by a key that names another client, or is changed', async () => {
    const { client, key } = await create(school, wanted);
    const { client: other } = await create(school, wanted);
    expect(await call(key.replace(`sxbq_${client.id}_`, `sxbq_${other.id}_`))).toBeNull();
    expect(await call(`${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    for (const text of ['', 'sxbq_1_', `sxbq_0_${'A'.repeat(43)}`, `sxbq_99999999999_${'A'.repeat(43)}`]) {
      expect(await call(text)).toBeNull();
    }
  });

  it('notes its last use once a minute, in one statement else', async () => {
    const { client, key } = await create(school, wanted);
    const lastUsed = async () => (await clients.keysOf(school, [client.id])).get(client.id)?.[0]?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await call(key);
    expect(await lastUsed()).toEqual(START);
    later(59_000);
    expect(await statementsOf(services.dataSource, () => call(key))).toBe(1);
    expect(await lastUsed()).toEqual(START);
    later(60_000);
    await call(key);
    expect(await lastUsed()).toEqual(new Date(START.getTime() + 60_000));
  });

  it('is asked again for its rights when work runs that it asked for', async () => {
    const { client, key } = await create(school, wanted);
    const requester = requesterOf((await call(key)) as Principal);
    const requesters = services.app.get(Requesters);
    expect(await requesters.stillHolding(requester, 'machines.read')).toMatchObject({ clientId: client.id });
    expect(await requesters.stillHolding(requester, 'machines.write')).toBeNull();
    await clients.revoke(school, client.id);
    expect(await requesters.stillHolding(requester, 'machines.read')).toBeNull();
  });

  it.each(Object.values(Role))('is made by %s only if its permissions say so', async (role) => {
    const principal = await somePrincipal(services, role);
    const makers = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.SCHOOL, Role.ENTERPRISE, Role.SYSTEM_ADMINISTRATOR];
    const outcome = await refusalOf(() => clients.create(principal, wanted));
    expect(outcome === 'FORBIDDEN').toBe(!makers.includes(role));
  });
});
