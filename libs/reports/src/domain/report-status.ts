export enum ReportStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
}

export const REPORT_STATUS_TITLES: Readonly<Record<ReportStatus, string>> = {
  [ReportStatus.QUEUED]: '等待生成',
  [ReportStatus.RUNNING]: '生成中',
  [ReportStatus.DONE]: '已生成',
  [ReportStatus.FAILED]: '未能生成',
};

export const isFinished = (status: ReportStatus): boolean =>
  status === ReportStatus.DONE || status === ReportStatus.FAILED;
