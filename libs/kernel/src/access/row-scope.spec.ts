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

  it.each([Role.GRADUATE, Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR])(
    '%s sees no programme rows',
    (role) => {
      expect(rowScopeOf(principal(role))).toEqual({ kind: 'NOTHING' });
    },
  );

  it('the system sees every region', () => {
    expect(rowScopeOf(SYSTEM_PRINCIPAL)).toEqual({ kind: 'REGION', prefix: '' });
  });
});
