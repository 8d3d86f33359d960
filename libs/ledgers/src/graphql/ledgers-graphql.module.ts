import { Module } from '@nestjs/common';
import { Subscriptions } from '@sxbq/platform/graphql';
import { LedgersModule } from '../ledgers.module';
import { ImportWatch } from './import-watch';
import { LedgerImportFieldsResolver } from './ledger-import-fields.resolver';
import { LedgersController } from './ledgers.controller';
import { LedgersResolver } from './ledgers.resolver';

@Module({
  imports: [LedgersModule],
  controllers: [LedgersController],
  providers: [LedgersResolver, LedgerImportFieldsResolver, ImportWatch, Subscriptions],
})
export class LedgersGraphqlModule {}
