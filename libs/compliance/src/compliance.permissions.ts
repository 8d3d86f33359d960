import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

export const compliancePermissions = registerPermissions({
  'compliance.read': {
    title: '查看达标情况',
    roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL],
  },
  'compliance.recompute': { title: '重新计算达标情况', roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU] },
});
