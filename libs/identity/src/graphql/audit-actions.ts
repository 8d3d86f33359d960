import { registeredPermissions } from '../access/permission-registry';

/** Titles of actions that no permission stands for. */
const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  'api.request': '被拒绝的请求',
  'audit.refusals': '多次被拒绝（合并计数）',
  'identity.signIn': '登录',
  'identity.signOut': '退出登录',
  'identity.endSession': '结束登录',
  'ledgers.beginUpload': '开始上传台账文件',
  'ledgers.storeFile': '上传台账文件',
  'ledgers.requestImport': '请求导入台账',
  'ledgers.downloadErrors': '下载导入错误副本',
  'assessment.openAttachment': '下载自评附件',
  'assessment.openBundle': '下载考核公布包',
  'reports.download': '下载报告',
};

/** What an audit entry's action is called in Chinese; null when it has no name. */
export function actionTitle(action: string): string | null {
  return OTHER_ACTIONS[action] ?? registeredPermissions().get(action)?.title ?? null;
}

/** Actions whose title contains the text. */
export function actionsTitled(text: string): string[] {
  const titles = [
    ...[...registeredPermissions()].map(([code, { title }]) => [code, title]),
    ...Object.entries(OTHER_ACTIONS),
  ];
  return titles.filter(([, title]) => title?.includes(text)).map(([action]) => action as string);
}
