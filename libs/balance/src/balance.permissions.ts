import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const READERS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE];

export const balancePermissions = registerPermissions({
  'balance.read': { title: '查看供求平衡', roles: READERS },
  'balance.readSuggestions': {
    title: '查看专业调整建议',
    roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.SCHOOL],
  },
  'balance.uploadShortages': { title: '上传紧缺职业目录', roles: [Role.HR_BUREAU] },
});
