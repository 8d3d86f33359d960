import { Role } from '@sxbq/kernel';
import { registerPermissions } from '@sxbq/identity';

const OFFICIALS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR];

export const schoolPermissions = registerPermissions({
  'schools.read': { title: '查看学校', roles: [...OFFICIALS, Role.SCHOOL, Role.ENTERPRISE] },
  'schools.readClasses': { title: '查看班级与在校生', roles: [...OFFICIALS, Role.SCHOOL] },
  'schools.create': { title: '登记学校', roles: [Role.HR_BUREAU] },
  'schools.update': { title: '修改学校信息', roles: [Role.HR_BUREAU] },
  'schools.updateContact': { title: '修改学校联系人', roles: [Role.HR_BUREAU, Role.SCHOOL] },
  'schools.setTier': { title: '认定学校层次', roles: [Role.HR_BUREAU] },
  'schools.editMajors': { title: '维护学校专业', roles: [Role.HR_BUREAU, Role.SCHOOL] },
  'schools.editClasses': { title: '维护班级', roles: [Role.HR_BUREAU, Role.SCHOOL] },
  'schools.recordEnrolment': { title: '登记在校生人数', roles: [Role.HR_BUREAU, Role.SCHOOL] },
});
