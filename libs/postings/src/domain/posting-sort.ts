/** Orders a list of postings can have; ties are broken by the order of recording. */
export enum PostingSort {
  RECORDED_ASC = 'RECORDED_ASC',
  CHANGED_DESC = 'CHANGED_DESC',
  VALID_UNTIL_ASC = 'VALID_UNTIL_ASC',
  SALARY_DESC = 'SALARY_DESC',
}

export const POSTING_SORT_TITLES: Readonly<Record<PostingSort, string>> = {
  [PostingSort.RECORDED_ASC]: '按登记先后',
  [PostingSort.CHANGED_DESC]: '按更新时间，最近的在前',
  [PostingSort.VALID_UNTIL_ASC]: '按有效期，最早到期的在前',
  [PostingSort.SALARY_DESC]: '按月薪下限，最高的在前',
};
