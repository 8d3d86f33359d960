import { DataSource } from 'typeorm';
import { RedisConnections } from '../redis/redis-connections';

/** What Nest is given to see every instance that it makes. */
export interface Instrument {
  readonly instanceDecorator: (instance: unknown) => unknown;
}

/**
 * Boots an application whole or not at all: when a part of it cannot be made, or refuses to start, the connections that
 * other parts have opened by then are closed, though there is no application yet that could be.
 */
export async function bootWhole<App>(boot: (instrument: Instrument) => Promise<App>): Promise<App> {
  const made = new Set<unknown>();
  try {
    return await boot({ instanceDecorator: (instance) => (made.add(instance), instance) });
  } catch (error) {
    for (const instance of made) await closeConnections(instance).catch(() => undefined);
    throw error;
  } finally {
    made.clear();
  }
}

async function closeConnections(instance: unknown): Promise<void> {
  if (instance instanceof RedisConnections) await instance.onApplicationShutdown();
  if (instance instanceof DataSource && instance.isInitialized) await instance.destroy();
}
