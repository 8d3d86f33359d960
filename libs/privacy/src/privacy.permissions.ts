import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const BUREAU = [Role.HR_BUREAU];

export const privacyPermissions = registerPermissions({
  'privacy.readRequests': { title: '查看个人信息权利请求', roles: BUREAU },
  'privacy.receiveRequests': { title: '受理个人信息权利请求', roles: BUREAU },
  'privacy.decideRequests': { title: '决定个人信息权利请求', roles: BUREAU },
  'privacy.correct': { title: '按请求更正个人信息', roles: BUREAU },
  'privacy.export': { title: '按请求导出个人信息', roles: BUREAU },
  'privacy.readNotices': {
    title: '查看个人信息处理告知',
    roles: [...BUREAU, Role.SCHOOL, Role.ENTERPRISE, Role.GRADUATE],
  },
  'privacy.publishNotices': { title: '发布个人信息处理告知', roles: BUREAU },
  'privacy.readConsents': { title: '查看同意记录', roles: BUREAU },
  'privacy.recordConsents': { title: '登记与撤回同意', roles: BUREAU },
});
