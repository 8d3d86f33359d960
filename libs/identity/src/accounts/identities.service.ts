import { Injectable } from '@nestjs/common';
import { Principal } from '@sxbq/kernel';
import { registeredPermissions, roleHolds } from '../access/permission-registry';
import { unauthenticated } from '../identity.errors';
import { Identity, UserRepository } from '../persistence/user.repository';

/** An identity with what it may do. */
export interface CurrentIdentity extends Identity {
  /** Permission codes, sorted. */
  readonly permissions: readonly string[];
}

/** Who a principal is, with the names a screen shows. */
@Injectable()
export class IdentitiesService {
  constructor(private readonly users: UserRepository) {}

  async of(principal: Principal): Promise<CurrentIdentity> {
    const { userId, role, organisationId } = principal;
    if (userId === null || organisationId === null || role === 'SYSTEM') throw unauthenticated();
    const identity = await this.users.findIdentity(userId, role, organisationId);
    if (!identity) throw unauthenticated();
    const permissions = [...registeredPermissions().keys()].filter((code) => roleHolds(role, code)).sort();
    return { ...identity, permissions };
  }
}
