import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Migrator } from '../database/migrator';
import { RedisConnections } from '../redis/redis-connections';
import { ReadinessCheck, ReadinessChecks } from './readiness-checks';

const CHECK_MS = 2_000;

export interface ReadinessReport {
  readonly ready: boolean;
  /** 'ok' or the reason, by dependency. */
  readonly checks: Readonly<Record<string, string>>;
}

/** Server variables without which data could be lost or mangled (assurance R7). */
const REQUIRED_VARIABLES: Readonly<Record<string, (value: string) => boolean>> = {
  innodb_flush_log_at_trx_commit: (value) => value === '1',
  sql_mode: (value) => /STRICT_(TRANS|ALL)_TABLES/.test(value),
};

/** Says whether this process can serve: schema current, database safe, Redis there, not shutting down. */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly redis: RedisConnections,
    private readonly migrator: Migrator,
    private readonly added: ReadinessChecks,
  ) {}

  get isStopping(): boolean {
    return this.stopping;
  }

  /** From now on this process is not ready, whatever its dependencies say. */
  announceStop(): void {
    this.stopping = true;
  }

  onModuleDestroy(): void {
    this.announceStop();
  }

  async check(): Promise<ReadinessReport> {
    const [database, redis, added] = await Promise.all([
      outcome(() => this.checkDatabase()),
      outcome(() => this.redis.shared().ping()),
      Promise.all(this.added.all().map(async ([name, check]) => [name, await outcome(() => fit(check))] as const)),
    ]);
    const checks = { database, redis, ...Object.fromEntries(added), process: this.stopping ? 'stopping' : 'ok' };
    return { ready: Object.values(checks).every((check) => check === 'ok'), checks };
  }

  private async checkDatabase(): Promise<void> {
    const names = Object.keys(REQUIRED_VARIABLES);
    const rows = (await this.dataSource.query(
      `SHOW VARIABLES WHERE Variable_name IN (${names.map(() => '?').join(',')})`,
      names,
    )) as {
      Variable_name: string;
      Value: string;
    }[];
    for (const { Variable_name: name, Value: value } of rows) {
      if (!REQUIRED_VARIABLES[name]?.(value)) throw new Error(`server variable ${name} is '${value}'`);
    }
    if (await this.migrator.hasPending()) throw new Error('migrations are pending');
  }
}

async function fit(check: ReadinessCheck): Promise<void> {
  const reason = await check();
  if (reason !== null) throw new Error(reason);
}

async function outcome(check: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), CHECK_MS);
  });
  try {
    await Promise.race([check(), timeout]);
    return 'ok';
  } catch (error) {
    return error instanceof Error ? error.message.slice(0, 120) : 'failed';
  } finally {
    clearTimeout(timer);
  }
}
