import { defineJob, defineQueue } from '@sxbq/platform';

export interface MakeReport {
  readonly reportId: number;
}

/** Written to the outbox in the transaction that recorded the request. */
export const REPORT_REQUESTED = 'reports.requested';

/** Topic that carries `{ reportId }` whenever a report moved on. */
export const reportTopic = (reportId: number): string => `report-${reportId}`;

const reports = defineQueue({ queue: 'reports', title: '考核报告', concurrency: 1, lockMs: 30_000 });

export const makeReportJob = defineJob<MakeReport>(reports, {
  name: 'make',
  title: '生成一份考核报告',
  attempts: 5,
  backoffMs: 1_000,
  recovery: { by: 'CATCH_UP', job: () => catchUpReportsJob },
});

export const catchUpReportsJob = defineJob<object>(reports, {
  name: 'catch-up',
  title: '接续中断的考核报告',
  attempts: 1,
  backoffMs: 1_000,
  recovery: { by: 'SCHEDULE', because: 'looks at all unfinished reports each minute' },
});
