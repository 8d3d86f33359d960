import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const EVERYBODY_SUGGESTED = [
  Role.HR_BUREAU,
  Role.ECONOMY_BUREAU,
  Role.INSPECTOR,
  Role.SCHOOL,
  Role.ENTERPRISE,
  Role.GRADUATE,
];

export const matchingPermissions = registerPermissions({
  'matching.readWeights': { title: '查看推荐评分权重', roles: EVERYBODY_SUGGESTED },
  'matching.publishWeights': { title: '发布推荐评分权重', roles: [Role.HR_BUREAU] },
});
