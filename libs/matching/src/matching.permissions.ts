import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

export const matchingPermissions = registerPermissions({
  'matching.readWeights': {
    title: '查看推荐评分权重',
    roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL, Role.ENTERPRISE, Role.GRADUATE],
  },
  'matching.publishWeights': { title: '发布推荐评分权重', roles: [Role.HR_BUREAU] },
  'matching.computeSuggestions': { title: '重新计算人岗推荐', roles: [Role.HR_BUREAU] },
  'matching.readSuggestions': {
    title: '查看为毕业生推荐的岗位',
    roles: [Role.GRADUATE, Role.SCHOOL, Role.HR_BUREAU],
  },
  'matching.readCandidates': { title: '查看为岗位推荐的毕业生', roles: [Role.ENTERPRISE, Role.HR_BUREAU] },
  'matching.overrideSuggestions': { title: '人工撤下或置顶推荐', roles: [Role.SCHOOL, Role.HR_BUREAU] },
});
