import { Role } from '@sxbq/kernel';
import { OrganisationKind } from './organisation-kind';

/** The kind of organisation each role works in (domain.md §1). */
const KIND_OF_ROLE: Readonly<Record<Role, OrganisationKind>> = {
  [Role.HR_BUREAU]: OrganisationKind.BUREAU,
  [Role.ECONOMY_BUREAU]: OrganisationKind.BUREAU,
  [Role.INSPECTOR]: OrganisationKind.BUREAU,
  [Role.SCHOOL]: OrganisationKind.SCHOOL,
  [Role.GRADUATE]: OrganisationKind.SCHOOL,
  [Role.ENTERPRISE]: OrganisationKind.ENTERPRISE,
  [Role.SYSTEM_ADMINISTRATOR]: OrganisationKind.ADMINISTRATION,
  [Role.SECURITY_ADMINISTRATOR]: OrganisationKind.ADMINISTRATION,
  [Role.AUDIT_ADMINISTRATOR]: OrganisationKind.ADMINISTRATION,
};

export function roleFitsOrganisation(role: Role, kind: OrganisationKind): boolean {
  return KIND_OF_ROLE[role] === kind;
}
