import { Injectable } from '@nestjs/common';
import { Clock, Principal } from '@sxbq/kernel';
import { isForMachines } from '../domain/client-permissions.rule';
import { isWithin } from '../domain/networks.rule';
import { secretHash } from '../domain/opaque-secret';
import { MachineClientRepository } from '../persistence/machine-client.repository';
import { CredentialHeaders } from '../sessions/session-credentials';
import { clientKeyOf } from './client-key';

/** How often a key's last use is written down. */
const TOUCH_EVERY_MS = 60_000;

/** Tells which machine client sends a request, from the tables that are the truth: a revoked key is dead at once. */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly clock: Clock,
    private readonly clients: MachineClientRepository,
  ) {}

  /** Whether the request comes with something of a key's form. */
  isAddressed({ authorization }: CredentialHeaders): boolean {
    return clientKeyOf(authorization) !== null;
  }

  /** null for a key that is unknown, ran out or was revoked, and for one that is used from outside its networks. */
  async authenticate({ authorization }: CredentialHeaders, address: string | null): Promise<Principal | null> {
    const given = clientKeyOf(authorization);
    if (given === null) return null;
    const now = this.clock.now();
    const live = await this.clients.findLive(given.clientId, secretHash(given.key), now);
    if (live === null || !isWithin(live.networks, address)) return null;
    const due = new Date(now.getTime() - TOUCH_EVERY_MS);
    if (live.lastUsedAt === null || live.lastUsedAt <= due) await this.clients.touch(live.keyId, now, due);
    const { principal } = live;
    // What is for people only today is so for keys of yesterday, too.
    return {
      ...principal,
      grantedPermissions: new Set([...(principal.grantedPermissions ?? [])].filter(isForMachines)),
    };
  }
}
