/** Orders a list of organisations can have; ties are broken by id. */
export enum OrganisationSort {
  CODE_ASC = 'CODE_ASC',
  CODE_DESC = 'CODE_DESC',
  NAME_ASC = 'NAME_ASC',
  NAME_DESC = 'NAME_DESC',
  NEWEST = 'NEWEST',
}

export const ORGANISATION_SORT_TITLES: Readonly<Record<OrganisationSort, string>> = {
  [OrganisationSort.CODE_ASC]: '按代码升序',
  [OrganisationSort.CODE_DESC]: '按代码降序',
  [OrganisationSort.NAME_ASC]: '按名称升序',
  [OrganisationSort.NAME_DESC]: '按名称降序',
  [OrganisationSort.NEWEST]: '最近建立的在前',
};
