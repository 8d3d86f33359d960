import { Role } from '@sxbq/kernel';
import { isUsername, normalUsername } from './credentials.rule';
import { networkOf } from './network-of';
import { OrganisationKind } from './organisation-kind';
import { hasShape } from './organisation-shape.rule';
import { roleFitsOrganisation } from './role-fits-organisation.rule';
import { ADMINISTRATOR_ROLES, excludingRole } from './separated-administrators.rule';

describe('separated administrators', () => {
  it('lets nobody be two of the three', () => {
    for (const held of ADMINISTRATOR_ROLES) {
      for (const wanted of ADMINISTRATOR_ROLES) {
        expect(excludingRole([held], wanted)).toBe(held === wanted ? null : held);
      }
    }
  });

  it('keeps administration and business apart, both ways', () => {
    expect(excludingRole([Role.HR_BUREAU], Role.AUDIT_ADMINISTRATOR)).toBe(Role.HR_BUREAU);
    expect(excludingRole([Role.AUDIT_ADMINISTRATOR], Role.HR_BUREAU)).toBe(Role.AUDIT_ADMINISTRATOR);
    expect(excludingRole([Role.HR_BUREAU], Role.INSPECTOR)).toBeNull();
    expect(excludingRole([], Role.SYSTEM_ADMINISTRATOR)).toBeNull();
  });
});

describe('role and organisation', () => {
  it('gives every role exactly one kind of organisation', () => {
    for (const role of Object.values(Role)) {
      expect(Object.values(OrganisationKind).filter((kind) => roleFitsOrganisation(role, kind))).toHaveLength(1);
    }
  });

  it.each([
    [{ kind: OrganisationKind.BUREAU, regionPrefix: '3204', schoolId: null, enterpriseId: null }, true],
    [{ kind: OrganisationKind.BUREAU, regionPrefix: '32', schoolId: null, enterpriseId: null }, true],
    [{ kind: OrganisationKind.BUREAU, regionPrefix: '', schoolId: null, enterpriseId: null }, false],
    [{ kind: OrganisationKind.BUREAU, regionPrefix: '320', schoolId: null, enterpriseId: null }, false],
    [{ kind: OrganisationKind.BUREAU, regionPrefix: '32%', schoolId: null, enterpriseId: null }, false],
    [{ kind: OrganisationKind.BUREAU, regionPrefix: '3204', schoolId: 1, enterpriseId: null }, false],
    [{ kind: OrganisationKind.SCHOOL, regionPrefix: '3204', schoolId: 1, enterpriseId: null }, true],
    [{ kind: OrganisationKind.SCHOOL, regionPrefix: '3204', schoolId: null, enterpriseId: null }, false],
    [{ kind: OrganisationKind.ENTERPRISE, regionPrefix: '3204', schoolId: null, enterpriseId: 1 }, true],
    [{ kind: OrganisationKind.ENTERPRISE, regionPrefix: '3204', schoolId: 1, enterpriseId: 1 }, false],
    [{ kind: OrganisationKind.ADMINISTRATION, regionPrefix: '', schoolId: null, enterpriseId: null }, true],
    [{ kind: OrganisationKind.ADMINISTRATION, regionPrefix: '32', schoolId: null, enterpriseId: null }, false],
  ])('%j has its shape: %s', (organisation, expected) => expect(hasShape(organisation)).toBe(expected));
});

describe('credentials', () => {
  it('signs in without regard to case and outer spaces', () => expect(normalUsername('  Bureau ')).toBe('bureau'));

  it.each(['ab', 'bureau-3204', 'a.b_c', '1a'])('takes the username %s', (name) => expect(isUsername(name)).toBe(true));
  it.each(['a', 'Ab', 'bureaü', '.ab', 'a b', 'x'.repeat(65), ''])('refuses the username %j', (name) =>
    expect(isUsername(name)).toBe(false),
  );
});

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s → %s', (address, network) => expect(networkOf(address)).toBe(network));
});
