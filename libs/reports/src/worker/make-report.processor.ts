import { Injectable } from '@nestjs/common';
import { HandlesJob, JobContext, JobHandler } from '@sxbq/platform';
import { makeReportJob, MakeReport } from '../jobs/reports.queue';
import { ReportMaker } from '../report-maker.service';

@Injectable()
@HandlesJob(makeReportJob)
export class MakeReportProcessor implements JobHandler<MakeReport> {
  constructor(private readonly maker: ReportMaker) {}

  handle({ reportId }: MakeReport, context: JobContext): Promise<void> {
    return this.maker.make(reportId, (percent) => context.progress(percent));
  }
}
