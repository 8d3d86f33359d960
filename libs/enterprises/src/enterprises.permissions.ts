import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const BUREAUS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU];

export const enterprisePermissions = registerPermissions({
  'enterprises.read': { title: '查看企业', roles: [...BUREAUS, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE] },
  'enterprises.create': { title: '登记企业', roles: BUREAUS },
  'enterprises.update': { title: '修改企业信息', roles: BUREAUS },
  'enterprises.updateContact': { title: '修改企业联系人', roles: [...BUREAUS, Role.ENTERPRISE] },
});
