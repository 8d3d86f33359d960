import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const BUREAUS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR];
const SIDES = [Role.SCHOOL, Role.ENTERPRISE];

export const trainingMenuPermissions = registerPermissions({
  'menu.readOffers': { title: '查看培训菜单', roles: [...BUREAUS, ...SIDES] },
  'menu.editOffers': { title: '发布与修改培训菜单', roles: [Role.SCHOOL] },
  'menu.closeOffers': { title: '关闭培训菜单', roles: [Role.SCHOOL, Role.HR_BUREAU] },
  'menu.readNeeds': { title: '查看培训需求', roles: [...BUREAUS, ...SIDES] },
  'menu.editNeeds': { title: '发布与修改培训需求', roles: [Role.ENTERPRISE] },
  'menu.closeNeeds': { title: '关闭培训需求', roles: [Role.ENTERPRISE, Role.HR_BUREAU] },
  'menu.readInterests': { title: '查看培训意向', roles: [...BUREAUS, ...SIDES] },
  'menu.showInterest': { title: '对培训菜单提出意向', roles: [Role.ENTERPRISE] },
  'menu.answerNeed': { title: '应答培训需求', roles: [Role.SCHOOL] },
  'menu.answerInterest': { title: '答复与撤回培训意向', roles: SIDES },
  'menu.convert': { title: '将谈妥的意向转为企业培训', roles: [Role.SCHOOL] },
  'menu.suggest': { title: '查看培训对接建议', roles: [Role.HR_BUREAU, ...SIDES] },
});
