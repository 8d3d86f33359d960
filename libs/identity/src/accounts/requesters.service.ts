import { Injectable } from '@nestjs/common';
import { Clock, EntityId, Principal, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { holdsPermission } from '../access/permission-registry';
import { unauthenticated } from '../identity.errors';
import { MachineClientRepository } from '../persistence/machine-client.repository';
import { MembershipRepository } from '../persistence/membership.repository';

/** On whose behalf work is done later; kept with the work. Both null: the platform itself. */
export interface Requester {
  readonly membershipId: EntityId | null;
  readonly clientId: EntityId | null;
}

/** UNAUTHENTICATED for a principal who is neither the platform nor known by a membership or a client. */
export function requesterOf({ role, membershipId = null, clientId = null }: Principal): Requester {
  if (role !== 'SYSTEM' && membershipId === null && clientId === null) throw unauthenticated();
  return { membershipId, clientId };
}

/** Asks again, when work runs that somebody asked for earlier, what they may do now (assurance A7). */
@Injectable()
export class Requesters {
  constructor(
    private readonly clock: Clock,
    private readonly memberships: MembershipRepository,
    private readonly clients: MachineClientRepository,
  ) {}

  /** The requester with the rights of this moment; null when they may no longer act, or not do this. */
  async stillHolding(requester: Requester, permission: string): Promise<Principal | null> {
    const principal = await this.principalOf(requester);
    return principal !== null && holdsPermission(principal, permission) ? principal : null;
  }

  /** The requester as they were, whatever they may be now: for the record of what was refused to them. */
  async formerly({ membershipId, clientId }: Requester): Promise<Principal> {
    const found = clientId !== null ? this.clients.everActingAs(clientId) : this.everActingIn(membershipId);
    return (await found) ?? { ...SYSTEM_PRINCIPAL, membershipId, clientId };
  }

  private async everActingIn(membershipId: EntityId | null): Promise<Principal | null> {
    return membershipId === null ? null : this.memberships.everActingIn(membershipId);
  }

  private async principalOf({ membershipId, clientId }: Requester): Promise<Principal | null> {
    if (clientId !== null) return this.clients.actingAs(clientId, this.clock.now());
    return membershipId === null ? SYSTEM_PRINCIPAL : this.memberships.actingIn(membershipId);
  }
}
