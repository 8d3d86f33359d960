import { Role, ROLE_TITLES } from '@sxbq/kernel';
import { PUBLIC_OPERATION, registeredPermissions, REQUIRED_PERMISSION } from '@sxbq/identity';
import { resolverClasses } from './graphql-schema';
import { markdownTable } from './markdown-table';

const OPERATION_KIND = 'graphql:resolver_type';
const OPERATION_NAME = 'graphql:resolver_name';
const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

interface Operation {
  readonly name: string;
  readonly kind: string;
  /** null: open to everyone. */
  readonly permission: string | null;
}

/** docs/generated/permissions.md: who may do what, from the permission tables and the resolvers' declarations. */
export function permissionsDocument(): string {
  const roles = Object.values(Role);
  const operations = rootOperations();
  const rows = [...registeredPermissions()].map(([code, definition]) => [
    `\`${code}\``,
    definition.title,
    ...roles.map((role) => (definition.roles.includes(role) ? '✓' : '')),
    operations
      .filter((operation) => operation.permission === code)
      .map((operation) => operation.name)
      .join('、'),
  ]);
  const open = operations.filter((operation) => operation.permission === null).map((operation) => operation.name);
  return [
    '# 权限',
    '',
    `无须登录的操作：${open.join('、') || '无'}。其余操作须登录并持有所列权限；能看到哪些行另由数据范围决定。`,
    '',
    markdownTable(
      ['权限', '含义', ...roles.map((role) => ROLE_TITLES[role]), '操作'],
      rows.sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1)),
    ),
    '',
  ].join('\n');
}

/** Every query, mutation and subscription with the permission it declares. */
export function rootOperations(): Operation[] {
  return resolverClasses()
    .flatMap((resolver) => {
      const prototype = resolver.prototype as Record<string, unknown>;
      return Object.getOwnPropertyNames(prototype)
        .map((name) => prototype[name])
        .filter((member): member is () => unknown => typeof member === 'function');
    })
    .filter((method) => ROOTS.has(Reflect.getMetadata(OPERATION_KIND, method) as string))
    .map((method) => ({
      name: String(Reflect.getMetadata(OPERATION_NAME, method) ?? method.name),
      kind: Reflect.getMetadata(OPERATION_KIND, method) as string,
      permission: Reflect.getMetadata(PUBLIC_OPERATION, method)
        ? null
        : String(Reflect.getMetadata(REQUIRED_PERMISSION, method)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
