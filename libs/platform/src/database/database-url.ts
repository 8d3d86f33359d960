/** The parts of DATABASE_URL; with a socketPath the host and port are not used. */
export interface DatabaseAddress {
  readonly type: 'mariadb' | 'mysql';
  readonly host: string;
  readonly port: number;
  readonly socketPath: string | undefined;
  readonly username: string;
  readonly password: string;
  readonly database: string;
}

/** Takes DATABASE_URL apart. The scheme picks the driver: the wrong one makes the drift check loop. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const parsed = new URL(url);
  return {
    type: parsed.protocol === 'mysql:' ? 'mysql' : 'mariadb',
    host: parsed.hostname || '127.0.0.1',
    port: parsed.port ? Number(parsed.port) : 3306,
    socketPath: parsed.searchParams.get('socketPath') ?? undefined,
    username: decodeURIComponent(parsed.username || 'root'),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  };
}
