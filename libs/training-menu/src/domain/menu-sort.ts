/** Orders a list of offers or needs can have; ties are broken by the order of recording. */
export enum MenuSort {
  RECORDED_ASC = 'RECORDED_ASC',
  CHANGED_DESC = 'CHANGED_DESC',
  VALID_UNTIL_ASC = 'VALID_UNTIL_ASC',
}

export const MENU_SORT_TITLES: Readonly<Record<MenuSort, string>> = {
  [MenuSort.RECORDED_ASC]: '按登记先后',
  [MenuSort.CHANGED_DESC]: '按更新时间，最近的在前',
  [MenuSort.VALID_UNTIL_ASC]: '按有效期，最早到期的在前',
};
