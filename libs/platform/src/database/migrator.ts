import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const LOCK_SECONDS = 120;

/** Runs the numbered migrations forward, one runner at a time (assurance R10). */
@Injectable()
export class Migrator {
  constructor(private readonly dataSource: DataSource) {}

  /** Names of the migrations that were run now; empty when the schema is current. */
  async migrate(): Promise<string[]> {
    const lock = `${String(this.dataSource.options.database)}.migrate`;
    const runner = this.dataSource.createQueryRunner();
    try {
      const [granted] = (await runner.query('SELECT GET_LOCK(?, ?) AS granted', [lock, LOCK_SECONDS])) as [
        { granted: number | string | null },
      ];
      if (Number(granted.granted) !== 1) throw new Error('another process is still migrating the database');
      const executed = await this.dataSource.runMigrations({ transaction: 'none' });
      return executed.map((migration) => migration.name);
    } finally {
      await runner.query('SELECT RELEASE_LOCK(?)', [lock]).catch(() => undefined);
      await runner.release();
    }
  }

  /** Migrations known to the code that the database has not run yet. */
  async hasPending(): Promise<boolean> {
    return this.dataSource.showMigrations();
  }

  /** SQL that would bring the schema to what the entities say; empty when there is no drift. */
  async drift(): Promise<string[]> {
    const log = await this.dataSource.driver.createSchemaBuilder().log();
    return log.upQueries.map((query) => query.query);
  }
}
