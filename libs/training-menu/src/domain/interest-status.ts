/** Life of an interest: shown by one side, answered by the other, made a training. */
export enum InterestStatus {
  INTEREST = 'INTEREST',
  AGREED = 'AGREED',
  CONVERTED = 'CONVERTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  /** Nobody answered in time. */
  EXPIRED = 'EXPIRED',
}

export const INTEREST_STATUS_TITLES: Readonly<Record<InterestStatus, string>> = {
  [InterestStatus.INTEREST]: '待答复',
  [InterestStatus.AGREED]: '已谈妥',
  [InterestStatus.CONVERTED]: '已开班',
  [InterestStatus.DECLINED]: '已谢绝',
  [InterestStatus.WITHDRAWN]: '已撤回',
  [InterestStatus.EXPIRED]: '逾期未答复',
};

/** The two sides; as an origin: who spoke first. */
export enum MenuSide {
  SCHOOL = 'SCHOOL',
  ENTERPRISE = 'ENTERPRISE',
}

export const MENU_SIDE_TITLES: Readonly<Record<MenuSide, string>> = {
  [MenuSide.SCHOOL]: '学校',
  [MenuSide.ENTERPRISE]: '企业',
};

export function otherSide(side: MenuSide): MenuSide {
  return side === MenuSide.SCHOOL ? MenuSide.ENTERPRISE : MenuSide.SCHOOL;
}
