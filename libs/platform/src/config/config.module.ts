import { DynamicModule, Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@sxbq/kernel';
import { Config, CONFIG } from './config';

@Global()
@Module({})
export class ConfigModule {
  static forRoot(config: Config, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Clock, useValue: clock },
      ],
      exports: [CONFIG, Clock],
    };
  }
}
