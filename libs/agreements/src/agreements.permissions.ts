import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const BUREAUS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU];
const PARTIES = [Role.SCHOOL, Role.ENTERPRISE];

export const agreementPermissions = registerPermissions({
  'agreements.read': { title: '查看协议', roles: [...BUREAUS, Role.INSPECTOR, ...PARTIES] },
  'agreements.draft': { title: '起草协议', roles: [...PARTIES, Role.HR_BUREAU] },
  'agreements.edit': { title: '修改协议', roles: [...PARTIES, Role.HR_BUREAU] },
  'agreements.approve': { title: '签字确认协议', roles: PARTIES },
  'agreements.file': { title: '备案协议', roles: [Role.HR_BUREAU] },
  'agreements.terminate': { title: '解除协议', roles: BUREAUS },
  'agreements.renew': { title: '续签协议', roles: [...PARTIES, Role.HR_BUREAU] },
  'agreements.changeParty': { title: '变更合作方', roles: [Role.SCHOOL, Role.HR_BUREAU] },
  'agreements.pause': { title: '暂停与恢复协议', roles: [...PARTIES, Role.HR_BUREAU] },
  'agreements.setPlan': { title: '制定合作方案', roles: PARTIES },
  'agreements.approvePlan': { title: '批准合作方案', roles: BUREAUS },
  'agreements.recordExecution': { title: '登记执行记录', roles: PARTIES },
  'agreements.verifyExecution': { title: '核验执行记录', roles: [...PARTIES, ...BUREAUS] },
  'agreements.reverseExecution': { title: '冲销执行记录', roles: [...PARTIES, ...BUREAUS] },
});
