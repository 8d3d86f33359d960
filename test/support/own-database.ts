import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createConnection } from 'mysql2/promise';

export interface OwnDatabase {
  /** DATABASE_URL and its like. */
  readonly environment: Record<string, string>;
  close(): Promise<void>;
}

/** A database server of the spec's own, with an empty database; for what is set for a server as a whole. */
export async function startOwnDatabase(): Promise<OwnDatabase> {
  const child = fork(path.join(__dirname, 'own-database.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [environment] = (await once(child, 'message')) as [Record<string, string>];
  const url = new URL(environment.DATABASE_MIGRATION_URL as string);
  url.pathname = '/';
  const connection = await createConnection(url.toString());
  await connection.query('CREATE DATABASE sxbq_own CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci');
  await connection.end();
  return {
    environment,
    close: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
