/** Whether an enterprise may show postings; one decision for the whole city, used by all schools (domain.md §3). */
export enum VettingStatus {
  PASSED = 'PASSED',
  REFUSED = 'REFUSED',
  REVOKED = 'REVOKED',
}

export const VETTING_STATUS_TITLES: Readonly<Record<VettingStatus, string>> = {
  [VettingStatus.PASSED]: '审核通过',
  [VettingStatus.REFUSED]: '未通过',
  [VettingStatus.REVOKED]: '已撤销',
};
