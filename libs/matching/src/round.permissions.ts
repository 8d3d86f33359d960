import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

const GRADUATE_SIDE = [Role.GRADUATE, Role.SCHOOL];
const BUREAUS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.INSPECTOR];

export const roundPermissions = registerPermissions({
  'matching.readRounds': { title: '查看双选会', roles: [...BUREAUS, ...GRADUATE_SIDE, Role.ENTERPRISE] },
  'matching.readRoundGraduates': { title: '查看双选会报名的毕业生', roles: [...GRADUATE_SIDE, Role.HR_BUREAU] },
  'matching.readRoundFigures': { title: '查看双选会统计', roles: BUREAUS },
  'matching.manageRounds': { title: '举办双选会：开放、截止、取消、结束', roles: [Role.HR_BUREAU] },
  'matching.runRound': { title: '进行双选会撮合', roles: [Role.HR_BUREAU] },
  'matching.publishRound': { title: '公布双选会结果', roles: [Role.HR_BUREAU] },
  'matching.overrideRound': { title: '人工调整双选会的参加者和结果', roles: [Role.HR_BUREAU] },
  'matching.joinRound': { title: '报名双选会、填报志愿、退出', roles: GRADUATE_SIDE },
  'matching.answerRound': { title: '查看和答复双选会结果', roles: GRADUATE_SIDE },
  'matching.offerInRound': { title: '以岗位参加双选会：报名、排序、退出、收回', roles: [Role.ENTERPRISE] },
});
