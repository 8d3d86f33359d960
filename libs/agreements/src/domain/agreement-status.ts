/**
 * Life of an agreement (domain.md §3). EXPIRED is never stored: it follows from the dates. RENEWED is stored on the
 * agreement that a successor replaces; LAPSED is a draft left untouched for 28 days.
 */
export enum AgreementStatus {
  DRAFT = 'DRAFT',
  PROPOSED = 'PROPOSED',
  SIGNED = 'SIGNED',
  FILED = 'FILED',
  TERMINATED = 'TERMINATED',
  RENEWED = 'RENEWED',
  LAPSED = 'LAPSED',
}

export const AGREEMENT_STATUS_TITLES: Readonly<Record<AgreementStatus, string>> = {
  [AgreementStatus.DRAFT]: '草稿',
  [AgreementStatus.PROPOSED]: '待对方确认',
  [AgreementStatus.SIGNED]: '已签订',
  [AgreementStatus.FILED]: '已备案',
  [AgreementStatus.TERMINATED]: '已解除',
  [AgreementStatus.RENEWED]: '已续签',
  [AgreementStatus.LAPSED]: '草稿已失效',
};
