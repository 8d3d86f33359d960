/** DONE: it happened. REFUSED: it was asked for and not allowed. */
export enum AuditResult {
  DONE = 'DONE',
  REFUSED = 'REFUSED',
}

export const AUDIT_RESULT_TITLES: Readonly<Record<AuditResult, string>> = {
  [AuditResult.DONE]: '已完成',
  [AuditResult.REFUSED]: '已拒绝',
};
