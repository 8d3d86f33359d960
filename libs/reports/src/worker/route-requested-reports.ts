import { Injectable } from '@nestjs/common';
import { EventRoute, RoutedJob, RoutesEvent } from '@sxbq/platform';
import { makeReportJob, MakeReport, REPORT_REQUESTED } from '../jobs/reports.queue';

/** A report has at most one job waiting or running. */
export const reportDeduplication = (reportId: number) => ({ deduplication: { id: `report-${reportId}` } });

@Injectable()
@RoutesEvent(REPORT_REQUESTED)
export class RouteRequestedReports implements EventRoute<MakeReport> {
  jobsFor({ reportId }: MakeReport): Promise<readonly RoutedJob[]> {
    return Promise.resolve([{ job: makeReportJob, payload: { reportId }, options: reportDeduplication(reportId) }]);
  }
}
