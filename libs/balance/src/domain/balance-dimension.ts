/** What supply and demand are set against each other by. */
export enum BalanceDimension {
  OCCUPATION = 'OCCUPATION',
  MAJOR = 'MAJOR',
  GRADE = 'GRADE',
  DISTRICT = 'DISTRICT',
  /** Of graduation, against the year in which the work begins. */
  YEAR = 'YEAR',
}

export const BALANCE_DIMENSION_TITLES: Readonly<Record<BalanceDimension, string>> = {
  [BalanceDimension.OCCUPATION]: '按职业',
  [BalanceDimension.MAJOR]: '按专业',
  [BalanceDimension.GRADE]: '按技能等级',
  [BalanceDimension.DISTRICT]: '按地区',
  [BalanceDimension.YEAR]: '按年度',
};
