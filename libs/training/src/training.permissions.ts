import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const READERS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE];

export const trainingPermissions = registerPermissions({
  'training.read': { title: '查看企业培训', roles: READERS },
  'training.readTrainees': { title: '查看培训学员', roles: READERS },
  'training.edit': { title: '登记与修改企业培训', roles: [Role.SCHOOL, Role.HR_BUREAU] },
  'training.editTrainees': { title: '登记培训学员与成绩', roles: [Role.SCHOOL, Role.HR_BUREAU] },
});
