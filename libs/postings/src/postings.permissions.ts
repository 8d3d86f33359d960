import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const BUREAUS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU];

export const postingPermissions = registerPermissions({
  'postings.read': {
    title: '查看岗位',
    roles: [...BUREAUS, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE, Role.GRADUATE],
  },
  'postings.edit': { title: '发布与修改岗位', roles: [Role.ENTERPRISE] },
  'postings.close': { title: '关闭岗位', roles: [Role.ENTERPRISE, Role.HR_BUREAU] },
  'postings.review': { title: '审核岗位', roles: [Role.HR_BUREAU] },
  'postings.readVetting': { title: '查看企业审核结果', roles: [...BUREAUS, Role.SCHOOL, Role.ENTERPRISE] },
  'postings.vet': { title: '审核招聘企业', roles: [Role.HR_BUREAU] },
  'postings.readRules': { title: '查看岗位自动审核规则', roles: [...BUREAUS, Role.ENTERPRISE] },
  'postings.publishRules': { title: '发布岗位自动审核规则', roles: [Role.HR_BUREAU] },
});
