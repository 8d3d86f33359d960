import { EntityId, Role, ROLE_TITLES } from '@sxbq/kernel';
import { CurrentIdentity } from '../accounts/identities.service';
import { ActingMembership } from '../persistence/sign-in-account.repository';
import { Me, OwnMembership } from './identity.types';

/** @param current the membership acted in */
export function meOf(
  identity: CurrentIdentity,
  memberships: readonly ActingMembership[],
  current: EntityId | null | undefined,
): Me {
  const { userId, username, displayName, role, permissions } = identity;
  const { organisationId, organisationName, organisationKind, regionPrefix, schoolId, enterpriseId } = identity;
  return {
    id: userId,
    username,
    displayName,
    role,
    roleTitle: ROLE_TITLES[role],
    organisation: {
      id: organisationId,
      name: organisationName,
      kind: organisationKind,
      regionPrefix,
      schoolId,
      enterpriseId,
    },
    permissions,
    memberships: memberships.map((membership) => membershipOf(membership, current)),
  };
}

function membershipOf(
  { id, principal, organisationName }: ActingMembership,
  current: EntityId | null | undefined,
): OwnMembership {
  const role = principal.role as Role;
  return { id, role, roleTitle: ROLE_TITLES[role], organisationName, current: id === current };
}
