export enum ObjectionStatus {
  FILED = 'FILED',
  UPHELD = 'UPHELD',
  REJECTED = 'REJECTED',
}

export const OBJECTION_STATUS_TITLES: Readonly<Record<ObjectionStatus, string>> = {
  [ObjectionStatus.FILED]: '待答复',
  [ObjectionStatus.UPHELD]: '成立，已更正',
  [ObjectionStatus.REJECTED]: '不成立',
};
