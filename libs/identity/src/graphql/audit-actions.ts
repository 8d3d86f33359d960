import { registeredPermissions } from '../access/permission-registry';

/** Titles of actions that no permission stands for. */
const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  'api.request': '被拒绝的请求',
  'audit.refusals': '多次被拒绝（合并计数）',
  'identity.signIn': '登录',
  'identity.signOut': '退出登录',
  'identity.endSession': '结束登录',
  'identity.proposeAccess': '提请授权',
  'identity.withdrawAccess': '撤回提请的授权',
  'identity.activateClient': '启用系统接入',
  'identity.foreignClient': '管理员曾为其他单位建立系统接入（升级时记录）',
  'identity.addMembership': '任职',
  'identity.changeRole': '变更角色',
  'identity.resetSecondFactor': '重置第二因素',
  'identity.setPassword': '运维人员重设密码',
  'identity.linkSingleSignOn': '关联统一身份认证账号',
  'identity.confirmSingleSignOn': '本人确认统一身份认证账号',
  'ledgers.beginUpload': '开始上传台账文件',
  'ledgers.storeFile': '上传台账文件',
  'ledgers.requestImport': '请求导入台账',
  'ledgers.downloadErrors': '下载导入错误副本',
  'assessment.openAttachment': '下载自评附件',
  'assessment.openBundle': '下载考核公布包',
  'reports.download': '下载报告',
};

/**
 * Acts by which somebody comes to access, or is let into an account: what the audit administrator must look at, whoever
 * did it. Refused tries of them are alarms as well.
 */
const ALARMS: readonly string[] = [
  'identity.proposeAccess',
  'identity.confirmAccess',
  'identity.withdrawAccess',
  'identity.activateClient',
  'identity.foreignClient',
  'identity.addMembership',
  'identity.changeRole',
  'identity.inviteOfficer',
  'identity.resetPassword',
  'identity.recoverAdministrator',
  'identity.resetSecondFactor',
  'identity.setPassword',
  'identity.linkSingleSignOn',
  'identity.confirmSingleSignOn',
  'permissions.publish',
];

export function isAlarm(action: string): boolean {
  return ALARMS.includes(action);
}

/** Codes of the actions that a filter asks for; undefined when it asks for none of it. */
export function actionsAskedFor(title: string | undefined, alarm: boolean | undefined): string[] | undefined {
  if (title === undefined && alarm !== true) return undefined;
  const titled = title === undefined ? [...ALARMS] : actionsTitled(title);
  return alarm === true ? titled.filter(isAlarm) : titled;
}

/** What an audit entry's action is called in Chinese; null when it has no name. */
export function actionTitle(action: string): string | null {
  return OTHER_ACTIONS[action] ?? registeredPermissions().get(action)?.title ?? null;
}

/** Actions whose title contains the text. */
function actionsTitled(text: string): string[] {
  const titles = [
    ...[...registeredPermissions()].map(([code, { title }]) => [code, title]),
    ...Object.entries(OTHER_ACTIONS),
  ];
  return titles.filter(([, title]) => title?.includes(text)).map(([action]) => action as string);
}
