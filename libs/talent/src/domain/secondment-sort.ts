/** Orders a list of secondments can have; ties are broken by the order of recording. */
export enum SecondmentSort {
  RECORDED_ASC = 'RECORDED_ASC',
  RECORDED_DESC = 'RECORDED_DESC',
  CODE_ASC = 'CODE_ASC',
  STARTS_ON_DESC = 'STARTS_ON_DESC',
  TEACHER_ASC = 'TEACHER_ASC',
}

export const SECONDMENT_SORT_TITLES: Readonly<Record<SecondmentSort, string>> = {
  [SecondmentSort.RECORDED_ASC]: '按登记先后',
  [SecondmentSort.RECORDED_DESC]: '按登记先后，最近的在前',
  [SecondmentSort.CODE_ASC]: '按挂职编号升序',
  [SecondmentSort.STARTS_ON_DESC]: '按开始日期，最近的在前',
  [SecondmentSort.TEACHER_ASC]: '按学校和教师工号升序',
};
