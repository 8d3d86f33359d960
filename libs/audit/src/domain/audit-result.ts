/** DONE: it happened. REFUSED: it was asked for and not allowed. FAILED: it was allowed and did not come to an end. */
export enum AuditResult {
  DONE = 'DONE',
  REFUSED = 'REFUSED',
  FAILED = 'FAILED',
}

export const AUDIT_RESULT_TITLES: Readonly<Record<AuditResult, string>> = {
  [AuditResult.DONE]: '已完成',
  [AuditResult.REFUSED]: '已拒绝',
  [AuditResult.FAILED]: '未成功',
};
