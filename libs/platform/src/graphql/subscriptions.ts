import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { RedisConnections } from '../redis/redis-connections';

/** Topics that `Notifier` publishes, as async iterators for GraphQL subscriptions. */
@Injectable()
export class Subscriptions implements OnApplicationShutdown {
  private pubSub: RedisPubSub | undefined;

  constructor(private readonly redis: RedisConnections) {}

  topic<T>(name: string): AsyncIterableIterator<T> {
    this.pubSub ??= new RedisPubSub({ publisher: this.redis.patient(), subscriber: this.redis.patient() });
    return this.pubSub.asyncIterableIterator<T>(this.redis.key(name)) as AsyncIterableIterator<T>;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pubSub?.close().catch(() => undefined);
  }
}
