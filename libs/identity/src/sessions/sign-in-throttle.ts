import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@sxbq/kernel';
import { LOGGER, RedisConnections } from '@sxbq/platform';
import { Redis } from 'ioredis';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Logger } from 'pino';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../domain/network-of';
import { signInUnavailable, tooManySignIns } from '../identity.errors';

/** Tries in a quarter of an hour. */
export const SIGN_IN_LIMITS = { address: 300, accountFromAddress: 10, account: 100 } as const;
const WINDOW_SECONDS = 15 * 60;
/** Redis answers within this time or counts as down. */
const PATIENCE_MS = 1_500;

/** Who tries: a username, known or not, and where from. */
export interface SignInTry {
  readonly username: string;
  readonly address: string | null;
}

/**
 * Counts every call of sign-in before the password is looked at, so that a hundred aliased calls in one request are a
 * hundred tries (assurance S4). Three counts: per address, per account from one address, per account from anywhere. A
 * try that an earlier count refuses does not reach the later ones: one address alone never uses up an account's tries
 * and so cannot lock its owner out. Names and addresses reach Redis as hashes only. Without Redis nobody signs in.
 */
@Injectable()
export class SignInThrottle {
  private readonly redis: Redis;
  private readonly address: RateLimiterRedis;
  private readonly accountFromAddress: RateLimiterRedis;
  private readonly account: RateLimiterRedis;

  constructor(
    connections: RedisConnections,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.redis = connections.shared();
    const limiter = (name: keyof typeof SIGN_IN_LIMITS) =>
      new RateLimiterRedis({
        storeClient: this.redis,
        keyPrefix: connections.key(`sign-in-${name}`),
        points: SIGN_IN_LIMITS[name],
        duration: WINDOW_SECONDS,
      });
    this.address = limiter('address');
    this.accountFromAddress = limiter('accountFromAddress');
    this.account = limiter('account');
  }

  /** TOO_MANY_SIGN_INS when a count is used up; SIGN_IN_UNAVAILABLE when Redis does not answer. */
  async take(attempt: SignInTry): Promise<void> {
    const keys = keysOf(attempt);
    await this.connected();
    await this.consume(this.address, keys.address);
    await this.consume(this.accountFromAddress, keys.accountFromAddress);
    await this.consume(this.account, keys.account);
  }

  /** Gives a successful try back, so that a school behind one address can start its day. */
  async giveBack(attempt: SignInTry): Promise<void> {
    const keys = keysOf(attempt);
    await Promise.all([
      this.address.reward(keys.address),
      this.accountFromAddress.delete(keys.accountFromAddress),
      this.account.reward(keys.account),
    ]).catch((error: unknown) => this.logger.warn({ error: String(error) }, 'sign-in tries not given back'));
  }

  private async consume(limiter: RateLimiterRedis, key: string): Promise<void> {
    try {
      await inTime(limiter.consume(key));
    } catch (outcome) {
      throw this.refusalOf(outcome);
    }
  }

  private refusalOf(outcome: unknown): DomainError {
    if (outcome instanceof RateLimiterRes) {
      this.logger.warn({ tries: outcome.consumedPoints }, 'sign-in throttled');
      return tooManySignIns(Math.ceil(outcome.msBeforeNext / 1_000));
    }
    this.logger.error({ error: String(outcome) }, 'sign-in is closed: Redis does not answer');
    return signInUnavailable();
  }

  /** The shared connection refuses commands until it is open, which just after a start may take a moment. */
  private async connected(): Promise<void> {
    if (this.redis.status === 'ready') return;
    try {
      await once(this.redis, 'ready', { signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch (error) {
      throw this.refusalOf(error);
    }
  }
}

function keysOf({ username, address }: SignInTry): { address: string; accountFromAddress: string; account: string } {
  const network = address === null ? 'local' : networkOf(address);
  return { address: digest(network), accountFromAddress: digest(`${username}\0${network}`), account: digest(username) };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
