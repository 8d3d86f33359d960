import { DynamicModule, Module } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { Logger } from 'pino';
import { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { DatabaseTimeLimits } from './database/bounded-driver';
import { DatabaseModule } from './database/database.module';
import { JobsModule } from './jobs/jobs.module';
import { ObservabilityModule } from './observability/observability.module';
import { PersonalDataModule } from './personal-data/personal-data.module';
import { RedisModule } from './redis/redis.module';

export interface PlatformOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** For a process that answers people; without them statements take as long as they take. */
  readonly databaseTimeLimits?: DatabaseTimeLimits;
}

/** Everything below the domain, for any process: configuration, database, messaging, queues, logs, metrics. */
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.forRoot(options.config, options.clock),
        ObservabilityModule.forRoot(options.logger),
        DatabaseModule.forRoot(options.databaseTimeLimits),
        RedisModule,
        JobsModule,
        PersonalDataModule,
      ],
    };
  }
}
