/** 企业规模. */
export enum EnterpriseSize {
  LARGE = 'LARGE',
  MEDIUM = 'MEDIUM',
  SMALL = 'SMALL',
  MICRO = 'MICRO',
}

export const ENTERPRISE_SIZE_TITLES: Readonly<Record<EnterpriseSize, string>> = {
  [EnterpriseSize.LARGE]: '大型',
  [EnterpriseSize.MEDIUM]: '中型',
  [EnterpriseSize.SMALL]: '小型',
  [EnterpriseSize.MICRO]: '微型',
};
