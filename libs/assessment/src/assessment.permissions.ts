import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const BUREAUS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU];
const PARTICIPANTS = [Role.SCHOOL, Role.ENTERPRISE];

export const assessmentPermissions = registerPermissions({
  'assessment.read': { title: '查看年度考核', roles: [...BUREAUS, Role.INSPECTOR, ...PARTICIPANTS] },
  'assessment.readScheme': { title: '查看考核方案', roles: [...BUREAUS, Role.INSPECTOR, ...PARTICIPANTS] },
  'assessment.addScheme': { title: '上传考核方案', roles: BUREAUS },
  'assessment.preview': { title: '试算考核排名', roles: BUREAUS },
  'assessment.manage': { title: '组织年度考核', roles: BUREAUS },
  'assessment.recordFact': { title: '登记扣分与弄虚作假', roles: BUREAUS },
  'assessment.readFacts': { title: '查看登记的考核事实', roles: [...BUREAUS, Role.INSPECTOR, ...PARTICIPANTS] },
  'assessment.rateSchool': { title: '评价合作学校', roles: [Role.ENTERPRISE] },
  'assessment.selfScore': { title: '填报自评', roles: PARTICIPANTS },
  'assessment.readSelfScores': { title: '查看自评', roles: [...BUREAUS, ...PARTICIPANTS] },
  'assessment.mark': { title: '考核评分', roles: [...BUREAUS, Role.INSPECTOR] },
  'assessment.moderate': { title: '复核裁定评分分歧', roles: BUREAUS },
  'assessment.object': { title: '对公示提出异议', roles: PARTICIPANTS },
  'assessment.readObjections': { title: '查看异议', roles: [...BUREAUS, ...PARTICIPANTS] },
  'assessment.answer': { title: '答复异议', roles: BUREAUS },
  'assessment.publish': { title: '提请和确认公布考核结果', roles: BUREAUS },
});
