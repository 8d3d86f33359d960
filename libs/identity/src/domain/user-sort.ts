/** Orders a list of users can have; ties are broken by id. */
export enum UserSort {
  USERNAME_ASC = 'USERNAME_ASC',
  USERNAME_DESC = 'USERNAME_DESC',
  NAME_ASC = 'NAME_ASC',
  NAME_DESC = 'NAME_DESC',
  NEWEST = 'NEWEST',
}

export const USER_SORT_TITLES: Readonly<Record<UserSort, string>> = {
  [UserSort.USERNAME_ASC]: '按用户名升序',
  [UserSort.USERNAME_DESC]: '按用户名降序',
  [UserSort.NAME_ASC]: '按显示名升序',
  [UserSort.NAME_DESC]: '按显示名降序',
  [UserSort.NEWEST]: '最近建立的在前',
};
