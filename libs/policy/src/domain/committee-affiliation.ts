/** Which side a member of a school's programme body comes from. */
export enum CommitteeAffiliation {
  SCHOOL = 'SCHOOL',
  ENTERPRISE = 'ENTERPRISE',
  INDUSTRY = 'INDUSTRY',
  GOVERNMENT = 'GOVERNMENT',
}

export const COMMITTEE_AFFILIATION_TITLES: Readonly<Record<CommitteeAffiliation, string>> = {
  [CommitteeAffiliation.SCHOOL]: '学校',
  [CommitteeAffiliation.ENTERPRISE]: '企业',
  [CommitteeAffiliation.INDUSTRY]: '行业',
  [CommitteeAffiliation.GOVERNMENT]: '政府',
};
