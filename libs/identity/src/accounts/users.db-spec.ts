import { EntityId, Role } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { PASSWORD, someUser, startIdentityServices } from '../../../../test/support/identity-services';
import { TestServices } from '../../../../test/support/test-database';
import {
  ADMINISTRATOR_ROLES,
  MembershipsService,
  NewUser,
  OrganisationKind,
  OrganisationsService,
  UsersService,
} from '../index';
import { Membership } from '../persistence/membership.entity';

describe('users and organisations', () => {
  let services: TestServices;
  let users: UsersService;
  let organisations: OrganisationsService;

  const bureau = {
    code: 'bureau-hr-3204',
    kind: OrganisationKind.BUREAU,
    name: '示例市人社局',
    regionPrefix: '3204',
    schoolId: null,
    enterpriseId: null,
  };
  const office = {
    ...bureau,
    code: 'office',
    kind: OrganisationKind.ADMINISTRATION,
    name: '信息中心',
    regionPrefix: '',
  };
  const newUser: NewUser = {
    username: 'officer',
    displayName: '经办人',
    password: PASSWORD,
    organisationCode: bureau.code,
    role: Role.HR_BUREAU,
  };
  const query = <T>(sql: string, params: unknown[] = []) => services.dataSource.query(sql, params) as Promise<T[]>;
  const addMembership = async (username: string, organisationCode: string, role: Role): Promise<EntityId> => {
    const [user] = await query<{ id: EntityId }>('SELECT id FROM `user` WHERE username = ?', [username]);
    const organisation = await organisations.findByCode(organisationCode);
    const wanted = { userId: user?.id ?? 0, organisationId: organisation?.id ?? 0, role };
    return services.app.get(UnitOfWork).run((tx) => services.app.get(MembershipsService).give(tx, wanted));
  };

  beforeAll(async () => {
    services = await startIdentityServices();
    users = services.app.get(UsersService);
    organisations = services.app.get(OrganisationsService);
  });
  beforeEach(async () => {
    await services.empty();
    await organisations.ensure(bureau);
    await organisations.ensure(office);
  });
  afterAll(() => services.close());

  it('makes an organisation once', async () => {
    const again = await organisations.ensure(bureau);
    expect(again.created).toBe(false);
    expect(await query('SELECT 1 FROM organisation')).toHaveLength(2);
  });

  it('refuses an organisation that would see nothing or too much', async () => {
    const attempt = organisations.ensure({ ...bureau, code: 'x', regionPrefix: '' });
    await expect(attempt).rejects.toMatchObject({ code: 'ORGANISATION_INCOMPLETE' });
  });

  it('makes a user with a role, and says so in the audit without the name', async () => {
    await users.create(newUser);
    const entries = await query<{ action: string; changes: unknown }>(
      'SELECT action, changes FROM audit_entry ORDER BY id',
    );
    expect(entries.slice(-2).map(({ action }) => action)).toEqual(['identity.createUser', 'identity.addMembership']);
    expect(JSON.stringify(entries)).not.toContain('经办人');
  });

  it.each([
    ['a malformed username', { username: '人社局' }, 'USERNAME_MALFORMED'],
    ['a short password', { password: 'short' }, 'PASSWORD_WRONG_LENGTH'],
    ['an unknown organisation', { organisationCode: 'nowhere' }, 'ORGANISATION_NOT_FOUND'],
    ['a role of another kind of organisation', { role: Role.SCHOOL }, 'ROLE_DOES_NOT_FIT'],
  ])('refuses %s and leaves nothing behind', async (_what, change, code) => {
    await expect(users.create({ ...newUser, ...change })).rejects.toMatchObject({ code });
    expect(await query('SELECT 1 FROM `user`')).toHaveLength(0);
  });

  it('refuses a username that is taken, whatever its case', async () => {
    await users.create(newUser);
    await expect(users.create({ ...newUser, username: 'OFFICER' })).rejects.toMatchObject({ code: 'USERNAME_TAKEN' });
  });

  it('lets no administrator be another administrator', async () => {
    for (const held of ADMINISTRATOR_ROLES) {
      const username = await someUser(services, held);
      for (const wanted of ADMINISTRATOR_ROLES.filter((role) => role !== held)) {
        const attempt = addMembership(username, office.code, wanted);
        await expect(attempt).rejects.toMatchObject({ code: 'ADMINISTRATORS_EXCLUDE' });
      }
    }
  });

  it('lets an administrator have no business role, nor the other way round', async () => {
    const administrator = await someUser(services, Role.AUDIT_ADMINISTRATOR);
    const officer = await someUser(services, Role.HR_BUREAU);
    await expect(addMembership(administrator, bureau.code, Role.INSPECTOR)).rejects.toMatchObject({
      code: 'ADMINISTRATORS_EXCLUDE',
    });
    await expect(addMembership(officer, office.code, Role.SYSTEM_ADMINISTRATOR)).rejects.toMatchObject({
      code: 'ADMINISTRATORS_EXCLUDE',
    });
    await addMembership(officer, bureau.code, Role.INSPECTOR);
  });

  it('separates the administrators in the database too, under concurrency', async () => {
    const username = await someUser(services, Role.HR_BUREAU);
    await query('DELETE FROM membership');
    const outcomes = await Promise.allSettled(
      ADMINISTRATOR_ROLES.map((role) => addMembership(username, office.code, role)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await query('SELECT 1 FROM membership WHERE administrator_user_id = user_id')).toHaveLength(1);

    const around = services.app.get(UnitOfWork).run(async (tx) => {
      const [held] = (await tx.query(
        'SELECT user_id AS userId, organisation_id AS organisationId FROM membership',
      )) as {
        userId: number;
        organisationId: number;
      }[];
      if (!held) throw new Error('no membership');
      // Around the rule: some code that forgot to ask it.
      await tx.insert(Membership, {
        ...held,
        role: Role.SYSTEM_ADMINISTRATOR,
        administratorUserId: held.userId,
      });
    });
    await expect(around).rejects.toThrow(/Duplicate entry/);
  });

  it('takes everything back when the audit cannot be written', async () => {
    await services.owner.query('RENAME TABLE audit_entry TO audit_entry_away');
    try {
      await expect(users.create(newUser)).rejects.toThrow(/audit_entry/);
      expect(await query('SELECT 1 FROM `user`')).toHaveLength(0);
    } finally {
      await services.owner.query('RENAME TABLE audit_entry_away TO audit_entry');
    }
  });

  it('knows no user who is not there', async () => {
    await expect(users.disable('nobody')).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    await expect(users.hasPassword('nobody', PASSWORD)).resolves.toBeNull();
  });
});
