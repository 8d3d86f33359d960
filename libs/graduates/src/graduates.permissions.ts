import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

export const graduatePermissions = registerPermissions({
  'graduates.readCohorts': {
    title: '查看毕业生供给',
    roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL],
  },
  'graduates.publishCohorts': { title: '发布毕业生供给', roles: [Role.SCHOOL] },
  'graduates.read': { title: '查看毕业生', roles: [Role.HR_BUREAU, Role.SCHOOL, Role.GRADUATE] },
  'graduates.register': { title: '登记毕业生', roles: [Role.SCHOOL] },
  'graduates.edit': { title: '修改毕业生求职意向', roles: [Role.SCHOOL, Role.GRADUATE] },
  'graduates.invite': { title: '发放毕业生认领码', roles: [Role.SCHOOL] },
  'graduates.claim': { title: '认领本人的毕业生档案', roles: [Role.GRADUATE] },
});
