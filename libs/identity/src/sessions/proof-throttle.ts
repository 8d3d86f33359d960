import { Inject, Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { LOGGER, RedisConnections } from '@sxbq/platform';
import { Logger } from 'pino';
import { GuessLimiter } from './guess-limiter';
import { currentNetwork } from './sign-in-origins';

/** Tries in a quarter of an hour: six digits, three steps open, so that guessing day and night takes a year. */
export const PROOF_LIMITS = { userFromAddress: 5, user: 10 } as const;

/**
 * Counts tries at a second factor, and at the password of somebody already signed in, before they are looked at. Only
 * who knows the password, or holds the session, gets here; ten wrong codes close the second step for everybody who does,
 * for a quarter of an hour. A passkey, which cannot be guessed, stays open.
 */
@Injectable()
export class ProofThrottle {
  private readonly userFromAddress: GuessLimiter;
  private readonly user: GuessLimiter;

  constructor(connections: RedisConnections, @Inject(LOGGER) logger: Logger) {
    this.userFromAddress = new GuessLimiter(connections, logger, 'proof-from-address', PROOF_LIMITS.userFromAddress);
    this.user = new GuessLimiter(connections, logger, 'proof', PROOF_LIMITS.user);
  }

  /** Answers with what gives a successful try back. TOO_MANY_SIGN_INS, SIGN_IN_UNAVAILABLE. */
  async take(userId: EntityId): Promise<() => Promise<void>> {
    const user = String(userId);
    const network = currentNetwork();
    await this.userFromAddress.take(user, network);
    await this.user.take(user);
    return async () => {
      await Promise.all([this.userFromAddress.forget(user, network), this.user.giveBack(user)]);
    };
  }
}
