import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, RedisConnections } from '@sxbq/platform';
import { Redis } from 'ioredis';
import { createHash } from 'node:crypto';
import { Logger } from 'pino';
import { signInUnavailable } from '../identity.errors';

/** Kinds of thing that may be presented once. */
export type OnceKind = 'passkey-challenge' | 'single-sign-on' | 'logout-token';

/**
 * What was given out to be presented once within minutes: challenges, single sign-ons under way. It is in Redis, since
 * losing it costs a second try and nothing else. Keys reach Redis as hashes. SIGN_IN_UNAVAILABLE while Redis is away.
 */
@Injectable()
export class OnceStore {
  private readonly redis: Redis;

  constructor(
    private readonly connections: RedisConnections,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.redis = connections.shared();
  }

  async put(kind: OnceKind, key: string, value: object, seconds: number): Promise<void> {
    await this.ask(this.redis.set(this.keyOf(kind, key), JSON.stringify(value), 'EX', seconds));
  }

  /** What was put under the key; null when nothing was, it is too old, or somebody took it before. */
  async take<T>(kind: OnceKind, key: string): Promise<T | null> {
    const text = await this.ask(this.redis.getdel(this.keyOf(kind, key)));
    return text === null ? null : (JSON.parse(text) as T);
  }

  /** True for the first who claims the key within the seconds. */
  async claim(kind: OnceKind, key: string, seconds: number): Promise<boolean> {
    return (await this.ask(this.redis.set(this.keyOf(kind, key), '1', 'EX', seconds, 'NX'))) === 'OK';
  }

  private async ask<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      this.logger.error({ error: String(error) }, 'sign-in is closed: Redis does not answer');
      throw signInUnavailable();
    }
  }

  private keyOf(kind: OnceKind, key: string): string {
    return this.connections.key(`${kind}:${createHash('sha256').update(key).digest('base64url')}`);
  }
}
