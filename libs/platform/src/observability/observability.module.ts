import { DynamicModule, Global, Module } from '@nestjs/common';
import { Logger } from 'pino';
import { LOGGER } from './logger.token';
import { Metrics } from './metrics';

@Global()
@Module({})
export class ObservabilityModule {
  static forRoot(logger: Logger): DynamicModule {
    return {
      module: ObservabilityModule,
      providers: [{ provide: LOGGER, useValue: logger }, Metrics],
      exports: [LOGGER, Metrics],
    };
  }
}
