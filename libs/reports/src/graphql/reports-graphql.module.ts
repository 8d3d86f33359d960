import { Module } from '@nestjs/common';
import { Subscriptions } from '@sxbq/platform/graphql';
import { ReportsModule } from '../reports.module';
import { ReportWatch } from './report-watch';
import { ReportsController } from './reports.controller';
import { ReportsResolver } from './reports.resolver';

@Module({
  imports: [ReportsModule],
  controllers: [ReportsController],
  providers: [ReportsResolver, ReportWatch, Subscriptions],
})
export class ReportsGraphqlModule {}
