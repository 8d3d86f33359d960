import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const READERS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL];

export const ledgerPermissions = registerPermissions({
  // An enterprise brings in its own postings and training needs, and nothing else.
  'ledgers.import': {
    title: '导入台账（企业仅限本企业的岗位和培训需求）',
    roles: [Role.HR_BUREAU, Role.SCHOOL, Role.ENTERPRISE],
  },
  'ledgers.template': { title: '下载空白台账', roles: [...READERS, Role.ENTERPRISE] },
  'ledgers.export': { title: '导出台账（证件号码和电话隐去）', roles: READERS },
  // Held by nobody who signs in: only the operator's command line exports personal numbers in clear.
  'ledgers.exportPersonal': { title: '导出台账（含完整证件号码和电话）', roles: [] },
});
