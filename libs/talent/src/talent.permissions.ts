import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const BUREAUS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU];

export const talentPermissions = registerPermissions({
  'talent.read': { title: '查看教师挂职', roles: [...BUREAUS, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE] },
  'talent.edit': { title: '登记与修改教师挂职', roles: [Role.SCHOOL, Role.HR_BUREAU] },
  'talent.verify': { title: '核验教师挂职', roles: [Role.ENTERPRISE, ...BUREAUS] },
  'talent.reverse': { title: '冲销教师挂职', roles: [Role.SCHOOL, Role.ENTERPRISE, ...BUREAUS] },
});
