export enum OrganisationKind {
  BUREAU = 'BUREAU',
  SCHOOL = 'SCHOOL',
  ENTERPRISE = 'ENTERPRISE',
  ADMINISTRATION = 'ADMINISTRATION',
}

export const ORGANISATION_KIND_TITLES: Readonly<Record<OrganisationKind, string>> = {
  [OrganisationKind.BUREAU]: '主管部门',
  [OrganisationKind.SCHOOL]: '学校',
  [OrganisationKind.ENTERPRISE]: '企业',
  [OrganisationKind.ADMINISTRATION]: '管理机构',
};
