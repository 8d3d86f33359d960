import { registerPermissions } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';

export const cataloguePermissions = registerPermissions({
  'catalogues.read': { title: '查阅分类目录', roles: Object.values(Role) },
});
