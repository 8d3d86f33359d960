import { Injectable } from '@nestjs/common';
import { HandlesJob, JobHandler, QueueClient } from '@sxbq/platform';
import { catchUpReportsJob, makeReportJob } from '../jobs/reports.queue';
import { ReportMaker } from '../report-maker.service';
import { reportDeduplication } from './route-requested-reports';

/** Redis is disposable: reports whose job was lost go back on the queue. */
@Injectable()
@HandlesJob(catchUpReportsJob)
export class CatchUpReportsProcessor implements JobHandler<object> {
  constructor(
    private readonly maker: ReportMaker,
    private readonly queues: QueueClient,
  ) {}

  async handle(): Promise<void> {
    for (const reportId of await this.maker.stranded()) {
      await this.queues.add(makeReportJob, { reportId }, reportDeduplication(reportId));
    }
  }
}
