/** Orders a list of agreements can have; ties are broken by the order of recording. */
export enum AgreementSort {
  RECORDED_ASC = 'RECORDED_ASC',
  RECORDED_DESC = 'RECORDED_DESC',
  CODE_ASC = 'CODE_ASC',
  CODE_DESC = 'CODE_DESC',
  EFFECTIVE_TO_ASC = 'EFFECTIVE_TO_ASC',
  FILED_ON_DESC = 'FILED_ON_DESC',
}

export const AGREEMENT_SORT_TITLES: Readonly<Record<AgreementSort, string>> = {
  [AgreementSort.RECORDED_ASC]: '按登记先后',
  [AgreementSort.RECORDED_DESC]: '按登记先后，最近的在前',
  [AgreementSort.CODE_ASC]: '按协议编号升序',
  [AgreementSort.CODE_DESC]: '按协议编号降序',
  [AgreementSort.EFFECTIVE_TO_ASC]: '按终止日期，最早到期的在前',
  [AgreementSort.FILED_ON_DESC]: '按备案日期，最近的在前',
};
