import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config, CONFIG } from '../config/config';

/** Opens connections to the configured Redis and closes every one of them at shutdown. */
@Injectable()
export class RedisConnections implements OnApplicationShutdown {
  private readonly open: Redis[] = [];
  private sharedConnection: Redis | undefined;
  private closed = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** The connection for short commands: fails fast while Redis is away. */
  shared(): Redis {
    this.sharedConnection ??= this.connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false });
    return this.sharedConnection;
  }

  /** A connection that waits for Redis to come back, as blocking consumers and subscribers need. */
  patient(): Redis {
    return this.connect({ maxRetriesPerRequest: null, enableOfflineQueue: true });
  }

  /** Key with the configured prefix. */
  key(name: string): string {
    return `${this.config.REDIS_PREFIX}:${name}`;
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    for (const connection of this.open) connection.disconnect();
    await Promise.resolve();
  }

  private connect(options: { maxRetriesPerRequest: number | null; enableOfflineQueue: boolean }): Redis {
    const url = this.config.REDIS_URL;
    // Who asks after the shutdown is given a connection that is closed: one more would keep the process alive.
    const common = {
      ...options,
      lazyConnect: this.closed,
      retryStrategy: (attempt: number) => Math.min(attempt * 100, 2_000),
    };
    const connection = url.startsWith('unix://')
      ? new Redis({ ...common, path: url.slice(7) })
      : new Redis(url, common);
    // Each command reports its own failure; without a listener an outage would end the process.
    connection.on('error', () => undefined);
    if (this.closed) connection.disconnect();
    this.open.push(connection);
    return connection;
  }
}
