/** Orders a list of training sessions can have; ties are broken by the order of recording. */
export enum TrainingSort {
  RECORDED_ASC = 'RECORDED_ASC',
  RECORDED_DESC = 'RECORDED_DESC',
  CODE_ASC = 'CODE_ASC',
  ENDS_ON_DESC = 'ENDS_ON_DESC',
  GRADE_ASC = 'GRADE_ASC',
}

export const TRAINING_SORT_TITLES: Readonly<Record<TrainingSort, string>> = {
  [TrainingSort.RECORDED_ASC]: '按登记先后',
  [TrainingSort.RECORDED_DESC]: '按登记先后，最近的在前',
  [TrainingSort.CODE_ASC]: '按培训编号升序',
  [TrainingSort.ENDS_ON_DESC]: '按结束日期，最近的在前',
  [TrainingSort.GRADE_ASC]: '按等级，高的在前',
};
