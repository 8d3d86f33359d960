import { Inject, Injectable } from '@nestjs/common';
import { DataSource, QueryRunner } from 'typeorm';
import { Config, CONFIG } from '../config/config';
import { grantAccount } from './accounts/account-grants';
import { dataSourceOptions } from './data-source-options';
import { runMigrations } from './migration-steps/run-migrations';

/** Long enough for another process to get through on a slow machine. */
const LOCK_SECONDS = 600;

/** Runs the numbered migrations forward, one runner at a time (assurance R10), and grants what each account needs. */
@Injectable()
export class Migrator {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Names of the migrations that were run now; empty when the schema is current. Interrupted at any statement, it goes on
   * there when it is called again (see migration-steps/). With DATABASE_MIGRATION_URL they run as
   * the owner it names, who then grants the run-time account and the sealer their tables (see accounts/).
   */
  async migrate(): Promise<string[]> {
    return this.asOwner((owner) =>
      underLock(owner, async (runner) => {
        const names = await runMigrations(owner, runner);
        await this.grant(owner);
        return names;
      }),
    );
  }

  /** Migrations known to the code that the database has not run yet. */
  async hasPending(): Promise<boolean> {
    return this.dataSource.showMigrations();
  }

  /** SQL that would bring the schema to what the entities say; empty when there is no drift. */
  async drift(): Promise<string[]> {
    return this.asOwner(async (owner) => {
      const log = await owner.driver.createSchemaBuilder().log();
      return log.upQueries.map((query) => query.query);
    });
  }

  private async grant(owner: DataSource): Promise<void> {
    const { DATABASE_MIGRATION_URL, DATABASE_URL, AUDIT_DATABASE_URL } = this.config;
    if (!DATABASE_MIGRATION_URL) return;
    await grantAccount(owner, DATABASE_URL, 'RUN_TIME');
    if (AUDIT_DATABASE_URL) await grantAccount(owner, AUDIT_DATABASE_URL, 'SEALER');
  }

  private async asOwner<T>(work: (owner: DataSource) => Promise<T>): Promise<T> {
    const { DATABASE_MIGRATION_URL: url } = this.config;
    if (!url) return work(this.dataSource);
    const options = dataSourceOptions({ ...this.config, DATABASE_URL: url, DATABASE_POOL_SIZE: 2 });
    const entities = this.dataSource.entityMetadatas.map(({ target }) => target);
    const owner = await new DataSource({ ...options, entities }).initialize();
    try {
      return await work(owner);
    } finally {
      await owner.destroy();
    }
  }
}

/**
 * The connection that holds the lock does the work: when its process dies, the server gives the lock to the next only
 * after it has ended the statement that was running.
 */
async function underLock<T>(owner: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const lock = `${String(owner.options.database)}.migrate`;
  const runner = owner.createQueryRunner();
  try {
    const [granted] = (await runner.query('SELECT GET_LOCK(?, ?) AS granted', [lock, LOCK_SECONDS])) as [
      { granted: number | string | null },
    ];
    if (Number(granted.granted) !== 1) throw new Error('another process is still migrating the database');
    return await work(runner);
  } finally {
    await runner.query('SELECT RELEASE_LOCK(?)', [lock]).catch(() => undefined);
    await runner.release();
  }
}
