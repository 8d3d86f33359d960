import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const GRADUATE_SIDE = [Role.GRADUATE, Role.SCHOOL];

export const placementPermissions = registerPermissions({
  'placement.read': { title: '查看应聘与邀请', roles: [...GRADUATE_SIDE, Role.ENTERPRISE, Role.HR_BUREAU] },
  'placement.apply': { title: '应聘岗位', roles: GRADUATE_SIDE },
  // By the persons themselves alone: nobody else can consent for them.
  'placement.share': { title: '同意应聘企业看到本人的姓名或联系方式', roles: [Role.GRADUATE] },
  'placement.invite': { title: '邀请毕业生', roles: [Role.ENTERPRISE] },
  'placement.answer': { title: '答复应聘、邀请和录用意向', roles: [...GRADUATE_SIDE, Role.ENTERPRISE] },
  'placement.offer': { title: '发出录用意向', roles: [Role.ENTERPRISE] },
  'placement.place': { title: '登记就业去向', roles: [Role.SCHOOL, Role.ENTERPRISE] },
  'placement.checkRetention': { title: '登记六个月后的在岗情况', roles: [Role.SCHOOL, Role.ENTERPRISE] },
  'placement.readFigures': {
    title: '查看就业统计',
    roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR, Role.SCHOOL],
  },
});
