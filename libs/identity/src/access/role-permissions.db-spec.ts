import { DataScope, Principal, Role, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { LOGGER, Notifier, RedisConnections } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { outcome } from '../../../../test/support/programme-world';
import { startIdentityServices } from '../../../../test/support/identity-services';
import { TestServices } from '../../../../test/support/test-database';
import { RoleGrant } from '../domain/role-permissions';
import { RolePermissionRepository } from '../persistence/role-permission.repository';
import { registerPermissions, roleHolds } from './permission-registry';
import { useRolePermissions } from './published-roles';
import { PERMISSIONS_TOPIC, RolePermissionsKeeper } from './role-permissions-keeper';
import { RolePermissionsService } from './role-permissions.service';

registerPermissions({
  'sample.read': { title: '查看样例', roles: [Role.HR_BUREAU, Role.SCHOOL] },
  'sample.file': { title: '备案样例', roles: [Role.HR_BUREAU] },
});

const security: Principal = { ...SYSTEM_PRINCIPAL, role: Role.SECURITY_ADMINISTRATOR };
const SCHOOL: RoleGrant = {
  role: Role.SCHOOL,
  permissions: ['sample.read', 'sample.file'],
  dataScope: DataScope.OWN_ORGANISATION,
  regions: [],
};
const BUREAU: RoleGrant = {
  role: Role.HR_BUREAU,
  permissions: ['sample.read'],
  dataScope: DataScope.CUSTOM_REGIONS,
  regions: ['320402', '320404'],
};

describe('published permissions', () => {
  let services: TestServices;
  let permissions: RolePermissionsService;

  beforeAll(async () => {
    services = await startIdentityServices();
    permissions = services.app.get(RolePermissionsService);
  });
  afterEach(async () => {
    await services.empty();
    await services.app.get(RolePermissionsKeeper).reload();
  });
  afterAll(async () => {
    useRolePermissions(null);
    await services.close();
  });

  const draft = (...roles: RoleGrant[]) => permissions.draft(security, { roles, note: '学校也可备案' });
  const codes = async () =>
    ((await services.dataSource.query('SELECT action, object_id AS id FROM audit_entry ORDER BY id')) as object[]).map(
      (row) => ({ ...row }),
    );

  it('hold from publication on, not from the draft', async () => {
    expect(roleHolds(Role.SCHOOL, 'sample.file')).toBe(false);
    const version = await draft(SCHOOL, BUREAU);
    expect([version, roleHolds(Role.SCHOOL, 'sample.file')]).toEqual([1, false]);
    await permissions.publish(security, version);
    expect(roleHolds(Role.SCHOOL, 'sample.file')).toBe(true);
    expect(roleHolds(Role.HR_BUREAU, 'sample.file')).toBe(false);
    expect(roleHolds(Role.ENTERPRISE, 'sample.read')).toBe(false);
    expect(rowScopeOf({ ...security, role: Role.HR_BUREAU, userId: 1, regionPrefix: '3204' })).toEqual({
      kind: 'REGIONS',
      prefixes: ['320402', '320404'],
    });
    expect(await codes()).toEqual([
      { action: 'permissions.draft', id: '1' },
      { action: 'permissions.publish', id: '1' },
    ]);
    expect(await permissions.differences(0, 1)).toContainEqual(
      expect.objectContaining({ role: Role.SCHOOL, added: ['sample.file'] }),
    );
  });

  it('leave a code of a later release to its default roles', async () => {
    await permissions.publish(security, await draft(SCHOOL));
    registerPermissions({ 'sample.later': { title: '后来的', roles: [Role.ENTERPRISE] } });
    expect(roleHolds(Role.ENTERPRISE, 'sample.later')).toBe(true);
    expect(roleHolds(Role.SCHOOL, 'sample.later')).toBe(false);
  });

  it('are refused when out of order, and go back by a new version', async () => {
    const [first, second] = [await draft(SCHOOL), await draft()];
    await permissions.publish(security, second);
    expect(await outcome(permissions.publish(security, first))).toBe('PERMISSION_VERSION_OUTDATED');
    expect(await outcome(permissions.publish(security, second))).toBe('PERMISSION_VERSION_OUTDATED');
    expect(await outcome(permissions.publish(security, 99))).toBe('PERMISSION_VERSION_NOT_FOUND');
    await permissions.publish(security, await draft(SCHOOL));
    expect(roleHolds(Role.SCHOOL, 'sample.file')).toBe(true);
    expect(await permissions.inForce()).toBe(3);
  });

  it('are checked as drafts already', async () => {
    expect(await outcome(draft({ ...SCHOOL, permissions: ['sample.none'] }))).toBe('PERMISSION_UNKNOWN');
    expect((await permissions.list({ limit: 10, offset: 0 })).total).toBe(0);
  });

  it('reach a process within seconds of another one’s publication', async () => {
    const version = await draft(SCHOOL);
    await services.dataSource.query('UPDATE role_permission_version SET published_at = NOW(6) WHERE version = ?', [
      version,
    ]);
    expect(roleHolds(Role.SCHOOL, 'sample.file')).toBe(false);
    await services.app.get(Notifier).publish(PERMISSIONS_TOPIC, { version });
    for (let tries = 0; tries < 30 && !roleHolds(Role.SCHOOL, 'sample.file'); tries++) await pause(100);
    expect(roleHolds(Role.SCHOOL, 'sample.file')).toBe(true);
  });

  it('stay as last read while the table cannot be read', async () => {
    await permissions.publish(security, await draft(SCHOOL));
    useRolePermissions(null);
    const connection = await new DataSource(services.dataSource.options).initialize();
    const keeper = keeperOn(connection);
    await keeper.reload();
    await connection.destroy();
    await keeper.reload();
    expect(roleHolds(Role.SCHOOL, 'sample.file')).toBe(true);
    keeper.onApplicationShutdown();
  });

  it('give nothing to anybody in a process that never could read them', async () => {
    const keeper = keeperOn(new DataSource(services.dataSource.options));
    await keeper.reload();
    expect([roleHolds(Role.HR_BUREAU, 'sample.read'), roleHolds('SYSTEM', 'sample.read')]).toEqual([false, true]);
    keeper.onApplicationShutdown();
  });

  /** The keeper of a process with that connection. */
  function keeperOn(connection: DataSource): RolePermissionsKeeper {
    const { app } = services;
    return new RolePermissionsKeeper(
      new RolePermissionRepository(connection),
      app.get(RedisConnections),
      app.get(LOGGER),
    );
  }
});
