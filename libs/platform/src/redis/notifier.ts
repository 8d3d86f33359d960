import { Injectable } from '@nestjs/common';
import { RedisConnections } from './redis-connections';

/**
 * Tells other processes that something moved: progress for subscriptions, a nudge for the relay. Best effort: what
 * must not be lost is in the database, so a notification that fails is dropped.
 */
@Injectable()
export class Notifier {
  constructor(private readonly redis: RedisConnections) {}

  /** Publishes `payload` (ids, codes and figures only) on the topic. */
  async publish(topic: string, payload: object): Promise<void> {
    await this.redis
      .shared()
      .publish(this.redis.key(topic), JSON.stringify(payload))
      .catch(() => undefined);
  }
}
