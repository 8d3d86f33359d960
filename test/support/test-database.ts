import { DynamicModule, Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { INestApplicationContext } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { createLogger, loadConfig, Migrator, PlatformModule } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { DatabaseOwner } from './database-owner';

/** Services on this jest worker's own database and Redis prefix. */
export interface TestServices {
  readonly app: INestApplicationContext;
  /** As the product connects. */
  readonly dataSource: DataSource;
  readonly owner: DatabaseOwner;
  /** Empties every table; migrations stay. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the given lib modules on a migrated, empty database. */
export async function startTestServices(
  modules: (Type | DynamicModule)[],
  clock?: Clock,
  environment: Record<string, string> = {},
): Promise<TestServices> {
  const config = loadConfig({ LOG_LEVEL: 'silent', ...process.env, NODE_ENV: 'test', ...environment });
  const logger = createLogger(config, 'test');
  const module = await Test.createTestingModule({
    imports: [PlatformModule.forRoot({ config, logger, ...(clock ? { clock } : {}) }), ...modules],
  }).compile();
  const app = await module.init();
  const dataSource = app.get(DataSource);
  await app.get(Migrator).migrate();
  const owner = new DatabaseOwner(config);
  const services: TestServices = {
    app,
    dataSource,
    owner,
    empty: () => owner.empty(),
    close: async () => {
      await owner.close();
      await app.close();
    },
  };
  await services.empty();
  return services;
}
