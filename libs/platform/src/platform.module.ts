import { DynamicModule, Module } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { Logger } from 'pino';
import { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { DatabaseModule } from './database/database.module';
import { JobsModule } from './jobs/jobs.module';
import { ObservabilityModule } from './observability/observability.module';
import { PersonalDataModule } from './personal-data/personal-data.module';
import { RedisModule } from './redis/redis.module';

/** Everything below the domain, for any process: configuration, database, messaging, queues, logs, metrics. */
@Module({})
export class PlatformModule {
  static forRoot(options: { config: Config; logger: Logger; clock?: Clock }): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.forRoot(options.config, options.clock),
        ObservabilityModule.forRoot(options.logger),
        DatabaseModule,
        RedisModule,
        JobsModule,
        PersonalDataModule,
      ],
    };
  }
}
