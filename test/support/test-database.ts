import { DynamicModule, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { INestApplicationContext } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { createLogger, loadConfig, Migrator, PlatformModule } from '@sxbq/platform';
import { DataSource } from 'typeorm';

/** Services on this jest worker's own database and Redis prefix. */
export interface TestServices {
  readonly app: INestApplicationContext;
  readonly dataSource: DataSource;
  /** Empties every table; migrations stay. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the given lib modules on a migrated, empty database. */
export async function startTestServices(modules: (Type | DynamicModule)[], clock?: Clock): Promise<TestServices> {
  const config = loadConfig({ LOG_LEVEL: 'silent', ...process.env, NODE_ENV: 'test' });
  const logger = createLogger(config, 'test');
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot({ config, logger, ...(clock ? { clock } : {}) }), ...modules],
  }).compile();
  const app = await module.init();
  const dataSource = app.get(DataSource);
  await app.get(Migrator).migrate();
  const services: TestServices = {
    app,
    dataSource,
    empty: () => emptyDatabase(dataSource),
    close: () => app.close(),
  };
  await services.empty();
  return services;
}

/** Deletes the rows of every table but the migrations'. */
export async function emptyDatabase(dataSource: DataSource): Promise<void> {
  const tables = (await dataSource.query(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name <> 'schema_migration'`,
  )) as { name: string }[];
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET FOREIGN_KEY_CHECKS = 0');
    for (const { name } of tables) await runner.query(`DELETE FROM \`${name}\``);
  } finally {
    await runner.query('SET FOREIGN_KEY_CHECKS = 1');
    await runner.release();
  }
}
