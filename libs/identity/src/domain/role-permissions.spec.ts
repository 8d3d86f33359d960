import { DataScope, DomainError, PermissionDefinition, Role } from '@sxbq/kernel';
import { roleDifferences } from './role-permission-differences';
import { completed, RoleGrant, RolePermissions, shippedRolePermissions } from './role-permissions';
import { assertEachRoleOnce, assertPublishable, grantableTo } from './role-permissions.rule';

const of = (...roles: Role[]): PermissionDefinition => ({ title: '样例', roles });
const DEFINITIONS: ReadonlyMap<string, PermissionDefinition> = new Map([
  ['agreements.file', of(Role.HR_BUREAU)],
  ['agreements.read', of(Role.HR_BUREAU, Role.SCHOOL)],
  ['audit.read', of(Role.AUDIT_ADMINISTRATOR)],
  ['identity.me', of(...Object.values(Role))],
  ['ledgers.exportPersonal', of()],
  ['permissions.publish', of(Role.SECURITY_ADMINISTRATOR)],
]);

const grant = (role: Role, permissions: string[], more: Partial<RoleGrant> = {}): RoleGrant => ({
  ...(shippedRolePermissions(DEFINITIONS).roles.find((shipped) => shipped.role === role) as RoleGrant),
  permissions,
  ...more,
});
const bureau = (more: Partial<RoleGrant>): RoleGrant => grant(Role.HR_BUREAU, ['agreements.read'], more);

function refusalOf(...roles: RoleGrant[]): string {
  try {
    assertEachRoleOnce(roles);
    assertPublishable(completed(roles, DEFINITIONS), DEFINITIONS);
    return 'OK';
  } catch (error) {
    return (error as DomainError).code;
  }
}

describe('permissions of roles', () => {
  it('as shipped may be published', () => {
    expect(refusalOf()).toBe('OK');
    expect(refusalOf(...shippedRolePermissions(DEFINITIONS).roles)).toBe('OK');
  });

  it.each<[string, RoleGrant[], string]>([
    ['a code given to another business role', [grant(Role.SCHOOL, ['agreements.file'])], 'OK'],
    ['a code taken from a business role', [grant(Role.HR_BUREAU, [])], 'OK'],
    ['a code nobody registered', [grant(Role.SCHOOL, ['agreements.flie'])], 'PERMISSION_UNKNOWN'],
    ['a code for operators alone', [grant(Role.HR_BUREAU, ['ledgers.exportPersonal'])], 'PERMISSION_RESERVED'],
    [
      'business given to an administrator',
      [grant(Role.SYSTEM_ADMINISTRATOR, ['agreements.read'])],
      'ADMINISTRATORS_SEPARATED',
    ],
    ['an administrator’s given to business', [grant(Role.HR_BUREAU, ['audit.read'])], 'ADMINISTRATORS_SEPARATED'],
    [
      'one administrator’s given to another',
      [grant(Role.SYSTEM_ADMINISTRATOR, ['audit.read'])],
      'ADMINISTRATORS_SEPARATED',
    ],
    [
      'the security administrator without its own',
      [grant(Role.SECURITY_ADMINISTRATOR, ['identity.me'])],
      'SECURITY_ADMINISTRATOR_KEEPS',
    ],
    ['a role twice', [grant(Role.SCHOOL, []), grant(Role.SCHOOL, ['agreements.file'])], 'ROLE_REPEATED'],
    [
      'a party that sees by region',
      [grant(Role.SCHOOL, [], { dataScope: DataScope.ALL_IN_REGION })],
      'DATA_SCOPE_UNFIT',
    ],
    [
      'an administrator that sees rows',
      [grant(Role.AUDIT_ADMINISTRATOR, ['audit.read'], { dataScope: DataScope.REGION_AND_BELOW })],
      'DATA_SCOPE_UNFIT',
    ],
    ['named regions', [bureau({ dataScope: DataScope.CUSTOM_REGIONS, regions: ['320402', '3205'] })], 'OK'],
    ['named regions without a name', [bureau({ dataScope: DataScope.CUSTOM_REGIONS })], 'REGIONS_UNFIT'],
    ['a region that is no code', [bureau({ dataScope: DataScope.CUSTOM_REGIONS, regions: ['%'] })], 'REGIONS_UNFIT'],
    ['regions where none are asked for', [bureau({ regions: ['3204'] })], 'REGIONS_UNFIT'],
  ])('%s: %#', (_case, roles, expected) => expect(refusalOf(...roles)).toBe(expected));

  it('may be given to the groups that hold them by default', () => {
    const to = (code: string) => grantableTo(DEFINITIONS.get(code) as PermissionDefinition);
    expect(to('agreements.file')).toContain(Role.GRADUATE);
    expect(to('agreements.file')).not.toContain(Role.SYSTEM_ADMINISTRATOR);
    expect(to('audit.read')).toEqual([Role.AUDIT_ADMINISTRATOR]);
    expect(to('identity.me')).toEqual(Object.values(Role));
    expect(to('ledgers.exportPersonal')).toEqual([]);
  });

  it('are compared role by role', () => {
    const after: RolePermissions = completed(
      [grant(Role.HR_BUREAU, ['agreements.read'], { dataScope: DataScope.NOTHING })],
      DEFINITIONS,
    );
    expect(roleDifferences(shippedRolePermissions(DEFINITIONS), after)).toEqual([
      {
        role: Role.HR_BUREAU,
        added: [],
        removed: ['agreements.file', 'identity.me'],
        dataScope: {
          before: { dataScope: DataScope.REGION_AND_BELOW, regions: [] },
          after: { dataScope: DataScope.NOTHING, regions: [] },
        },
      },
    ]);
  });
});
