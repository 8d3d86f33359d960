import { DynamicModule, Module } from '@nestjs/common';
import { ComplianceModule } from '@sxbq/compliance';
import { IdentityModule } from '@sxbq/identity';
import { LedgersModule } from '@sxbq/ledgers';
import { Config, PlatformModule } from '@sxbq/platform';
import { Logger } from 'pino';

/** The services that commands call; ledgers and compliance bring every lower lib with them. */
@Module({})
export class CliModule {
  static forRoot(config: Config, logger: Logger): DynamicModule {
    return {
      module: CliModule,
      imports: [PlatformModule.forRoot({ config, logger }), IdentityModule, LedgersModule, ComplianceModule],
    };
  }
}
