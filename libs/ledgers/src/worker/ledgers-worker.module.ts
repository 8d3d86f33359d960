import { Module } from '@nestjs/common';
import { LedgersModule } from '../ledgers.module';
import { PerformImportProcessor } from './perform-import.processor';
import { RouteRequestedImports } from './route-requested-imports';
import { TidyImportsProcessor } from './tidy-imports.processor';

@Module({
  imports: [LedgersModule],
  providers: [PerformImportProcessor, RouteRequestedImports, TidyImportsProcessor],
})
export class LedgersWorkerModule {}
