import { ROLE_TITLES } from '@sxbq/kernel';
import { CurrentIdentity } from '../accounts/identities.service';
import { Me } from './identity.types';

export function meOf(identity: CurrentIdentity): Me {
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
  };
}
