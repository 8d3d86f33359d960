import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { holdsPermission, registeredPermissions } from '../access/permission-registry';
import { unauthenticated } from '../identity.errors';
import { MembershipRepository } from '../persistence/membership.repository';
import { Identity, UserRepository } from '../persistence/user.repository';

/** An identity with what it may do. */
export interface CurrentIdentity extends Identity {
  /** Permission codes, sorted. */
  readonly permissions: readonly string[];
}

/** Who a principal is, with the names a screen shows; and who a membership is today. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly users: UserRepository,
    private readonly memberships: MembershipRepository,
  ) {}

  async of(principal: Principal): Promise<CurrentIdentity> {
    const { userId, role, organisationId } = principal;
    if (userId === null || organisationId === null || role === 'SYSTEM') throw unauthenticated();
    const identity = await this.users.findIdentity(userId, role, organisationId);
    if (!identity) throw unauthenticated();
    const permissions = [...registeredPermissions().keys()].filter((code) => holdsPermission(principal, code)).sort();
    return { ...identity, permissions };
  }

  /** Who acts in the membership today; null when user, membership or organisation may no longer act. */
  principalOf(membershipId: EntityId): Promise<Principal | null> {
    return this.memberships.actingIn(membershipId);
  }
}
