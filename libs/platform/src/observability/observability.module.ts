import { DynamicModule, Global, Module } from '@nestjs/common';
import { Logger } from 'pino';
import { ReadinessChecks } from '../health/readiness-checks';
import { LOGGER } from './logger.token';
import { Metrics } from './metrics';

@Global()
@Module({})
export class ObservabilityModule {
  static forRoot(logger: Logger): DynamicModule {
    return {
      module: ObservabilityModule,
      providers: [{ provide: LOGGER, useValue: logger }, Metrics, ReadinessChecks],
      exports: [LOGGER, Metrics, ReadinessChecks],
    };
  }
}
