import { Injectable } from '@nestjs/common';
import { Clock, EntityId } from '@sxbq/kernel';
import { currentContext, Transaction } from '@sxbq/platform';
import { createHash, randomBytes } from 'node:crypto';
import { networkOf } from '../domain/network-of';
import { SessionCarrier } from '../domain/session-carrier';
import { SignInOriginRepository } from '../persistence/sign-in-origin.repository';
import { Caller } from './caller';

/** For how long a network or device counts as known after its last sign-in. */
export const ORIGIN_DAYS = 90;

/**
 * Where users have signed in from. Whoever guesses at an account uses up the tries that it has from anywhere; from a
 * network or device known to it, its owner keeps their own.
 */
@Injectable()
export class SignInOrigins {
  constructor(
    private readonly clock: Clock,
    private readonly origins: SignInOriginRepository,
  ) {}

  async isKnownNetwork(username: string, network: string): Promise<boolean> {
    return this.origins.isKnown(username, networkHash(network), this.since());
  }

  async isKnownDevice(username: string, deviceToken: string): Promise<boolean> {
    return this.origins.isKnown(username, deviceHash(deviceToken), this.since());
  }

  /**
   * Notes a sign-in that came to its end. A browser gets a device token, or keeps the one that is known; it is of no use
   * without the password.
   */
  async remember(tx: Transaction, user: OriginOwner, caller: Caller): Promise<{ deviceToken: string | null }> {
    const deviceToken = caller.carrier === SessionCarrier.COOKIE ? await this.deviceTokenOf(user, caller) : null;
    const hashes = [networkHash(currentNetwork()), ...(deviceToken === null ? [] : [deviceHash(deviceToken)])];
    await this.origins.remember(tx, user.userId, hashes, this.clock.now());
    return { deviceToken };
  }

  private async deviceTokenOf({ username }: OriginOwner, { deviceToken }: Caller): Promise<string> {
    const known = deviceToken !== null && (await this.isKnownDevice(username, deviceToken));
    return known ? deviceToken : randomBytes(32).toString('base64url');
  }

  private since(): Date {
    return new Date(this.clock.now().getTime() - ORIGIN_DAYS * 86_400_000);
  }
}

interface OriginOwner {
  readonly userId: EntityId;
  readonly username: string;
}

/** The caller's network; 'local' where no request is. */
export function currentNetwork(): string {
  const address = currentContext()?.address ?? null;
  return address === null ? 'local' : networkOf(address);
}

const networkHash = (network: string): string => digest(`network\0${network}`);
const deviceHash = (token: string): string => digest(`device\0${token}`);

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
