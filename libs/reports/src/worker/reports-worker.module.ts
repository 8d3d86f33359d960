import { Module } from '@nestjs/common';
import { ReportsModule } from '../reports.module';
import { CatchUpReportsProcessor } from './catch-up-reports.processor';
import { MakeReportProcessor } from './make-report.processor';
import { RouteRequestedReports } from './route-requested-reports';

@Module({
  imports: [ReportsModule],
  providers: [RouteRequestedReports, MakeReportProcessor, CatchUpReportsProcessor],
})
export class ReportsWorkerModule {}
