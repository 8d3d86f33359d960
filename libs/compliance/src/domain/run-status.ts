/** Where a city-wide recompute stands. */
export enum RunStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
}

export const RUN_STATUS_TITLES: Readonly<Record<RunStatus, string>> = {
  [RunStatus.QUEUED]: '排队中',
  [RunStatus.RUNNING]: '计算中',
  [RunStatus.DONE]: '已完成',
  [RunStatus.FAILED]: '失败',
};
