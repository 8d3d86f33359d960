import { DomainError } from '@sxbq/kernel';
import { inTime, RedisConnections } from '@sxbq/platform';
import { Redis } from 'ioredis';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Logger } from 'pino';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { signInUnavailable, tooManySignIns } from '../identity.errors';

const WINDOW_SECONDS = 15 * 60;
/** Redis answers within this time or counts as down. */
const PATIENCE_MS = 1_500;

/** Counts tries at something that can be guessed, over a quarter of an hour. Without Redis nobody may try. */
export class GuessLimiter {
  private readonly redis: Redis;
  private readonly limiter: RateLimiterRedis;

  constructor(
    connections: RedisConnections,
    private readonly logger: Logger,
    name: string,
    tries: number,
  ) {
    this.redis = connections.shared();
    this.limiter = new RateLimiterRedis({
      storeClient: this.redis,
      keyPrefix: connections.key(`sign-in-${name}`),
      points: tries,
      duration: WINDOW_SECONDS,
    });
  }

  /**
   * Counts one try; `of` reaches Redis as a hash only. TOO_MANY_SIGN_INS when they are used up; SIGN_IN_UNAVAILABLE when
   * Redis does not answer.
   */
  async take(...of: readonly string[]): Promise<void> {
    const refusal = await this.refusalOf(...of);
    if (refusal) throw refusal;
  }

  /** As take, but answers with the refusal for tries used up, null when there is none. */
  async refusalOf(...of: readonly string[]): Promise<DomainError | null> {
    try {
      await this.connected();
      await inTime(this.limiter.consume(keyOf(of)), PATIENCE_MS);
      return null;
    } catch (outcome) {
      if (!(outcome instanceof RateLimiterRes)) {
        this.logger.error({ error: String(outcome) }, 'sign-in is closed: Redis does not answer');
        throw signInUnavailable();
      }
      this.logger.warn({ tries: outcome.consumedPoints }, 'sign-in throttled');
      return tooManySignIns(Math.ceil(outcome.msBeforeNext / 1_000));
    }
  }

  /** Gives one try back. */
  async giveBack(...of: readonly string[]): Promise<void> {
    await this.limiter.reward(keyOf(of)).catch((error: unknown) => this.notGivenBack(error));
  }

  /** Gives all tries back. */
  async forget(...of: readonly string[]): Promise<void> {
    await this.limiter.delete(keyOf(of)).catch((error: unknown) => this.notGivenBack(error));
  }

  private notGivenBack(error: unknown): void {
    this.logger.warn({ error: String(error) }, 'sign-in tries not given back');
  }

  /** The shared connection refuses commands until it is open, which just after a start may take a moment. */
  private async connected(): Promise<void> {
    if (this.redis.status === 'ready') return;
    await once(this.redis, 'ready', { signal: AbortSignal.timeout(PATIENCE_MS) });
  }
}

function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('base64url');
}
