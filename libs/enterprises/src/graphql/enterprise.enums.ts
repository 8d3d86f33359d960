import { registerTitledEnum } from '@sxbq/platform/graphql';
import { ENTERPRISE_KIND_TITLES, EnterpriseKind } from '../domain/enterprise-kind';
import { ENTERPRISE_SIZE_TITLES, EnterpriseSize } from '../domain/enterprise-size';
import { ENTERPRISE_SORT_TITLES, EnterpriseSort } from '../domain/enterprise-sort';

registerTitledEnum(EnterpriseKind, 'EnterpriseKind', '合作方类型', ENTERPRISE_KIND_TITLES);
registerTitledEnum(EnterpriseSize, 'EnterpriseSize', '企业规模', ENTERPRISE_SIZE_TITLES);
registerTitledEnum(EnterpriseSort, 'EnterpriseSort', '企业列表的顺序', ENTERPRISE_SORT_TITLES);
