import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

export const reportsPermissions = registerPermissions({
  'reports.read': {
    title: '查看和下载考核报告',
    roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL],
  },
  'reports.make': { title: '生成考核报告', roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.SCHOOL] },
});
