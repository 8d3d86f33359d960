import { DataScope, RoleDataScope, useDataScopes } from './data-scope';
import { Principal, SYSTEM_PRINCIPAL } from './principal';
import { Role } from './role';
import { rowScopeOf } from './row-scope';

const principal = (role: Role, more: Partial<Principal> = {}): Principal => ({
  ...SYSTEM_PRINCIPAL,
  userId: 1,
  organisationId: 1,
  role,
  regionPrefix: '3204',
  ...more,
});

describe('row scopes', () => {
  it.each([Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR])('%s sees what lies under its region', (role) => {
    expect(rowScopeOf(principal(role))).toEqual({ kind: 'REGION', prefix: '3204' });
  });

  it('a bureau without a region sees nothing, not everything', () => {
    expect(rowScopeOf(principal(Role.HR_BUREAU, { regionPrefix: '' }))).toEqual({ kind: 'NOTHING' });
  });

  it('schools and enterprises see their own, or nothing when they are not linked to one', () => {
    expect(rowScopeOf(principal(Role.SCHOOL, { schoolId: 7 }))).toMatchObject({ kind: 'SCHOOL', schoolId: 7 });
    expect(rowScopeOf(principal(Role.ENTERPRISE, { enterpriseId: 8 }))).toMatchObject({ enterpriseId: 8 });
    expect(rowScopeOf(principal(Role.SCHOOL))).toEqual({ kind: 'NOTHING' });
    expect(rowScopeOf(principal(Role.ENTERPRISE))).toEqual({ kind: 'NOTHING' });
  });

  it('a graduate sees their own records', () => {
    expect(rowScopeOf(principal(Role.GRADUATE))).toEqual({
      kind: 'OWN_RECORDS',
      userId: 1,
      regionPrefix: '3204',
    });
  });

  it.each([Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])(
    '%s sees no programme rows',
    (role) => {
      expect(rowScopeOf(principal(role))).toEqual({ kind: 'NOTHING' });
    },
  );

  it('a member may be given a part of the region, never more than it', () => {
    const member = (memberRegionPrefix: string) => rowScopeOf(principal(Role.HR_BUREAU, { memberRegionPrefix }));
    expect(member('320402')).toEqual({ kind: 'REGION', prefix: '320402' });
    expect(member('32')).toEqual({ kind: 'REGION', prefix: '3204' });
    expect(member('3205')).toEqual({ kind: 'NOTHING' });
  });

  describe('with published data scopes', () => {
    const publish = (role: Role, scope: RoleDataScope) => useDataScopes(new Map([[role, scope]]));
    afterEach(() => useDataScopes(new Map()));
    const district = principal(Role.INSPECTOR, { memberRegionPrefix: '320402' });

    it('sees all of the organisation’s region, though the member is given a part', () => {
      publish(Role.INSPECTOR, { dataScope: DataScope.ALL_IN_REGION, regions: [] });
      expect(rowScopeOf(district)).toEqual({ kind: 'REGION', prefix: '3204' });
    });

    it('sees the regions named, as far as they are its own', () => {
      publish(Role.INSPECTOR, { dataScope: DataScope.CUSTOM_REGIONS, regions: ['320402', '320404', '3205'] });
      expect(rowScopeOf(principal(Role.INSPECTOR))).toEqual({ kind: 'REGIONS', prefixes: ['320402', '320404'] });
      expect(rowScopeOf(district)).toEqual({ kind: 'REGION', prefix: '320402' });
      expect(rowScopeOf(principal(Role.INSPECTOR, { regionPrefix: '33' }))).toEqual({ kind: 'NOTHING' });
    });

    it('sees nothing where a role is given nothing, and other roles keep their default', () => {
      publish(Role.INSPECTOR, { dataScope: DataScope.NOTHING, regions: [] });
      expect(rowScopeOf(district)).toEqual({ kind: 'NOTHING' });
      expect(rowScopeOf(principal(Role.HR_BUREAU))).toEqual({ kind: 'REGION', prefix: '3204' });
    });
  });

  it('the system sees every region', () => {
    expect(rowScopeOf(SYSTEM_PRINCIPAL)).toEqual({ kind: 'REGION', prefix: '' });
  });
});
