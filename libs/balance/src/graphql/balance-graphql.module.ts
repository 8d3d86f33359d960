import { Module } from '@nestjs/common';
import { BalanceModule } from '../balance.module';
import { BalanceResolver } from './balance.resolver';

@Module({ imports: [BalanceModule], providers: [BalanceResolver] })
export class BalanceGraphqlModule {}
