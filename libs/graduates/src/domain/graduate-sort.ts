/** Orders a list of graduates can have; none by what is about the person. */
export enum GraduateSort {
  RECORDED_ASC = 'RECORDED_ASC',
  STUDENT_NUMBER_ASC = 'STUDENT_NUMBER_ASC',
}

export const GRADUATE_SORT_TITLES: Readonly<Record<GraduateSort, string>> = {
  [GraduateSort.RECORDED_ASC]: '按登记先后',
  [GraduateSort.STUDENT_NUMBER_ASC]: '按学校和学号',
};
