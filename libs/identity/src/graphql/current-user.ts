import { EntityId } from '@sxbq/kernel';
import { currentPrincipal } from '../access/current-principal';
import { unauthenticated } from '../identity.errors';

/** The user who is signed in; UNAUTHENTICATED for a machine client, which is nobody in particular. */
export function currentUserId(): EntityId {
  const { userId } = currentPrincipal();
  if (userId === null) throw unauthenticated();
  return userId;
}
