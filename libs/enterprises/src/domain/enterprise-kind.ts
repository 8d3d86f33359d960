/** What a partner is: 企业, 行业协会 or 产业集群. */
export enum EnterpriseKind {
  ENTERPRISE = 'ENTERPRISE',
  ASSOCIATION = 'ASSOCIATION',
  CLUSTER = 'CLUSTER',
}

export const ENTERPRISE_KIND_TITLES: Readonly<Record<EnterpriseKind, string>> = {
  [EnterpriseKind.ENTERPRISE]: '企业',
  [EnterpriseKind.ASSOCIATION]: '行业协会',
  [EnterpriseKind.CLUSTER]: '产业集群',
};
