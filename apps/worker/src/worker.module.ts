import { DynamicModule, Module } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { Config, PlatformModule } from '@sxbq/platform';
import { HealthModule } from '@sxbq/platform/health';
import { WorkerRuntimeModule } from '@sxbq/platform/worker';
import { Logger } from 'pino';
import { workerModules } from './worker-modules';

/** BullMQ consumers, the outbox relay and the schedules; no GraphQL. */
@Module({})
export class WorkerModule {
  static forRoot(options: { config: Config; logger: Logger; clock?: Clock }): DynamicModule {
    return {
      module: WorkerModule,
      imports: [PlatformModule.forRoot(options), HealthModule, WorkerRuntimeModule, ...workerModules],
    };
  }
}
