/** All rows or none (the default), or the good rows of a file that also has bad ones. */
export enum ImportMode {
  ALL_OR_NOTHING = 'ALL_OR_NOTHING',
  PARTIAL = 'PARTIAL',
}

export const IMPORT_MODE_TITLES: Readonly<Record<ImportMode, string>> = {
  [ImportMode.ALL_OR_NOTHING]: '全部写入；有一处错误则什么也不写入（默认）',
  [ImportMode.PARTIAL]: '写入没有错误的行，有错误的行退回改正',
};

/** Where an import was asked for. */
export enum ImportOrigin {
  API = 'API',
  CLI = 'CLI',
}

/** Life of an import: WAITING → RUNNING → one of the four ends. */
export enum ImportStatus {
  WAITING = 'WAITING',
  RUNNING = 'RUNNING',
  /** Every row of the files is in the database. */
  IMPORTED = 'IMPORTED',
  /** Partial mode: the good rows are in the database, the bad ones come back to be mended. */
  PARTLY_IMPORTED = 'PARTLY_IMPORTED',
  /** At least one bad cell, nothing was written. */
  REFUSED = 'REFUSED',
  /** Broken off by a technical fault, nothing was written. */
  FAILED = 'FAILED',
}

export const IMPORT_STATUS_TITLES: Readonly<Record<ImportStatus, string>> = {
  [ImportStatus.WAITING]: '等待处理',
  [ImportStatus.RUNNING]: '正在处理',
  [ImportStatus.IMPORTED]: '已全部导入',
  [ImportStatus.PARTLY_IMPORTED]: '已部分导入',
  [ImportStatus.REFUSED]: '未导入：文件有误',
  [ImportStatus.FAILED]: '未导入：处理中断',
};

/** What a running import is doing. */
export enum ImportPhase {
  QUEUED = 'QUEUED',
  /** Another import is being written; they are done one after the other. */
  WAITING_FOR_OTHERS = 'WAITING_FOR_OTHERS',
  READING = 'READING',
  /** Partial mode, second reading: writing the good rows. */
  WRITING_GOOD_ROWS = 'WRITING_GOOD_ROWS',
  CLOSING = 'CLOSING',
  FINISHED = 'FINISHED',
}

export const IMPORT_PHASE_TITLES: Readonly<Record<ImportPhase, string>> = {
  [ImportPhase.QUEUED]: '排队',
  [ImportPhase.WAITING_FOR_OTHERS]: '等待另一次导入结束',
  [ImportPhase.READING]: '读取、检查并写入',
  [ImportPhase.WRITING_GOOD_ROWS]: '写入没有错误的行',
  [ImportPhase.CLOSING]: '收尾',
  [ImportPhase.FINISHED]: '已结束',
};

/** Those of imports that will not change any more. */
export const ENDED_STATUSES: readonly ImportStatus[] = [
  ImportStatus.IMPORTED,
  ImportStatus.PARTLY_IMPORTED,
  ImportStatus.REFUSED,
  ImportStatus.FAILED,
];

/** True when the import will not change any more. */
export function isFinished(status: ImportStatus): boolean {
  return ENDED_STATUSES.includes(status);
}
