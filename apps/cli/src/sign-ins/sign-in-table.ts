import Table from 'cli-table3';
import { DevelopmentSignIn } from './development-sign-ins';

/** The sign-ins as a table for the terminal; wide characters count double. */
export function signInTable(signIns: readonly DevelopmentSignIn[]): string {
  const table = new Table({ head: ['用户名', '密码', '角色', '机构', '区划'], style: { head: [], border: [] } });
  for (const { username, password, roleTitle, organisation, regionPrefix } of signIns) {
    table.push([username, password, roleTitle, organisation, regionPrefix || '—']);
  }
  return `开发账号（仅本机，密码由本机密钥推算）\n${table.toString()}`;
}
