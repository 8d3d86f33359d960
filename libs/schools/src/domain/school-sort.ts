/** Orders a list of schools can have; ties are broken by id. */
export enum SchoolSort {
  CODE_ASC = 'CODE_ASC',
  CODE_DESC = 'CODE_DESC',
  NAME_ASC = 'NAME_ASC',
  NAME_DESC = 'NAME_DESC',
  REGION_ASC = 'REGION_ASC',
  REGION_DESC = 'REGION_DESC',
}

export const SCHOOL_SORT_TITLES: Readonly<Record<SchoolSort, string>> = {
  [SchoolSort.CODE_ASC]: '按学校代码升序',
  [SchoolSort.CODE_DESC]: '按学校代码降序',
  [SchoolSort.NAME_ASC]: '按名称升序',
  [SchoolSort.NAME_DESC]: '按名称降序',
  [SchoolSort.REGION_ASC]: '按区划升序',
  [SchoolSort.REGION_DESC]: '按区划降序',
};

/** Orders a list of classes can have; ties are broken by id. */
export enum SchoolClassSort {
  CODE_ASC = 'CODE_ASC',
  CODE_DESC = 'CODE_DESC',
  STARTS_ON_ASC = 'STARTS_ON_ASC',
  STARTS_ON_DESC = 'STARTS_ON_DESC',
}

export const SCHOOL_CLASS_SORT_TITLES: Readonly<Record<SchoolClassSort, string>> = {
  [SchoolClassSort.CODE_ASC]: '按班级代码升序',
  [SchoolClassSort.CODE_DESC]: '按班级代码降序',
  [SchoolClassSort.STARTS_ON_ASC]: '按开班日期升序',
  [SchoolClassSort.STARTS_ON_DESC]: '按开班日期降序',
};
