import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const OFFICIALS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR];

export const policyPermissions = registerPermissions({
  'policy.read': { title: '查看政策标准', roles: [...OFFICIALS, Role.SCHOOL, Role.ENTERPRISE] },
  'policy.addVersion': { title: '发布政策标准新版本', roles: [Role.HR_BUREAU] },
  'policy.readQuotas': { title: '查看指标分解', roles: [...OFFICIALS, Role.SCHOOL] },
  'policy.setQuotas': { title: '下达指标', roles: [Role.HR_BUREAU] },
  'policy.readCommittees': { title: '查看校级机构成员', roles: [...OFFICIALS, Role.SCHOOL] },
  'policy.editCommittees': { title: '维护校级机构成员', roles: [Role.HR_BUREAU, Role.SCHOOL] },
});
