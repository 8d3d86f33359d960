/** Orders a list of quotas can have; ties are broken by id. */
export enum QuotaSort {
  YEAR_DESC = 'YEAR_DESC',
  YEAR_ASC = 'YEAR_ASC',
  SCHOOL_ASC = 'SCHOOL_ASC',
  AMOUNT_DESC = 'AMOUNT_DESC',
}

export const QUOTA_SORT_TITLES: Readonly<Record<QuotaSort, string>> = {
  [QuotaSort.YEAR_DESC]: '按年度由近到远',
  [QuotaSort.YEAR_ASC]: '按年度由远到近',
  [QuotaSort.SCHOOL_ASC]: '按学校，同校按年度',
  [QuotaSort.AMOUNT_DESC]: '按指标值由大到小',
};

/** Orders a list of committee members can have; ties are broken by id. */
export enum CommitteeMemberSort {
  SCHOOL_ASC = 'SCHOOL_ASC',
  STARTS_ON_DESC = 'STARTS_ON_DESC',
  STARTS_ON_ASC = 'STARTS_ON_ASC',
  NAME_ASC = 'NAME_ASC',
}

export const COMMITTEE_MEMBER_SORT_TITLES: Readonly<Record<CommitteeMemberSort, string>> = {
  [CommitteeMemberSort.SCHOOL_ASC]: '按学校，同校按姓名',
  [CommitteeMemberSort.STARTS_ON_DESC]: '按任职日期由近到远',
  [CommitteeMemberSort.STARTS_ON_ASC]: '按任职日期由远到近',
  [CommitteeMemberSort.NAME_ASC]: '按姓名升序',
};
