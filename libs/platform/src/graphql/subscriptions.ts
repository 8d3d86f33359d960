import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import { Redis } from 'ioredis';
import { RedisConnections } from '../redis/redis-connections';

/** Topics that `Notifier` publishes, as async iterators for GraphQL subscriptions. */
@Injectable()
export class Subscriptions implements OnApplicationShutdown {
  private pubSub: RedisPubSub | undefined;

  constructor(private readonly redis: RedisConnections) {}

  topic<T>(name: string): AsyncIterableIterator<T> {
    this.pubSub ??= new RedisPubSub({ publisher: this.redis.patient(), subscriber: forgiving(this.redis.patient()) });
    return this.pubSub.asyncIterableIterator<T>(this.redis.key(name)) as AsyncIterableIterator<T>;
  }

  onApplicationShutdown(): void {
    // Not awaited: while Redis is away its goodbye would wait for ever. RedisConnections ends the connections.
    void this.pubSub?.close().catch(() => undefined);
  }
}

/** Whoever stops listening after the connection is gone has nothing left to stop: no rejection that nobody awaits. */
function forgiving(connection: Redis): Redis {
  for (const name of ['unsubscribe', 'punsubscribe'] as const) {
    const leave = connection[name].bind(connection) as (...channels: string[]) => Promise<unknown>;
    connection[name] = ((...channels: string[]) => leave(...channels).catch(() => 0)) as never;
  }
  return connection;
}
