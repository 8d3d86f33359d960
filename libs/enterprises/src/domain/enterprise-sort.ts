/** Orders a list of enterprises can have; ties are broken by id. */
export enum EnterpriseSort {
  USCC_ASC = 'USCC_ASC',
  USCC_DESC = 'USCC_DESC',
  NAME_ASC = 'NAME_ASC',
  NAME_DESC = 'NAME_DESC',
  REGION_ASC = 'REGION_ASC',
  REGION_DESC = 'REGION_DESC',
}

export const ENTERPRISE_SORT_TITLES: Readonly<Record<EnterpriseSort, string>> = {
  [EnterpriseSort.USCC_ASC]: '按统一社会信用代码升序',
  [EnterpriseSort.USCC_DESC]: '按统一社会信用代码降序',
  [EnterpriseSort.NAME_ASC]: '按名称升序',
  [EnterpriseSort.NAME_DESC]: '按名称降序',
  [EnterpriseSort.REGION_ASC]: '按区划升序',
  [EnterpriseSort.REGION_DESC]: '按区划降序',
};
