import { Type } from '@nestjs/common';
import { declaredAccess, entranceOf, Operation, permissionMatrix, registeredPermissions } from '@sxbq/identity';
import { DATA_SCOPE_TITLES, defaultDataScope, Role, ROLE_TITLES } from '@sxbq/kernel';
import { apiClasses } from './api-classes';
import { markdownTable } from './markdown-table';

/** docs/generated/permissions.md: who may do what, from the permission tables and the entrances' declarations. */
export function permissionsDocument(): string {
  const roles = Object.values(Role);
  const operations = apiClasses().flatMap(operationsOf).sort(byName);
  const rows = permissionMatrix(operations).map((row) => [
    `\`${row.code}\``,
    row.title,
    ...roles.map((role) => (row.roles.includes(role) ? '✓' : '')),
    row.operations.map((operation) => operation.name).join('、'),
  ]);
  const open = operations.filter((operation) => operation.permission === null).map((operation) => operation.name);
  return [
    '# 权限',
    '',
    `无须登录的操作：${open.join('、') || '无'}。其余操作须登录并持有所列权限；能看到哪些行另由数据范围决定。`,
    '',
    markdownTable(['权限', '含义', ...roles.map((role) => ROLE_TITLES[role]), '操作'], rows),
    '',
    '## 角色与操作',
    '',
    '出厂缺省；安全管理员可发布新的版本。',
    '',
    markdownTable(['操作', ...roles.map((role) => ROLE_TITLES[role])], operations.flatMap(rolesOf)),
    '',
    '## 角色与数据范围',
    '',
    markdownTable(
      ['角色', '缺省数据范围'],
      roles.map((role) => [ROLE_TITLES[role], DATA_SCOPE_TITLES[defaultDataScope(role).dataScope]]),
    ),
    '',
  ].join('\n');
}

/** The line of an operation that is not for everyone. */
function rolesOf({ name, permission }: Operation): string[][] {
  if (permission === null) return [];
  const holders = registeredPermissions().get(permission)?.roles ?? [];
  return [[name, ...Object.values(Role).map((role) => (holders.includes(role) ? '✓' : ''))]];
}

function operationsOf(owner: Type): Operation[] {
  const members = owner.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(members)
    .map((name) => members[name])
    .filter((member): member is () => unknown => typeof member === 'function')
    .flatMap((method) => {
      const entrance = entranceOf(method, owner);
      const access = declaredAccess(method, owner);
      return entrance ? [{ ...entrance, permission: access === 'PUBLIC' ? null : (access?.permission ?? null) }] : [];
    });
}

const byName = (a: Operation, b: Operation): number => (a.name < b.name ? -1 : 1);
