import { Role } from '@sxbq/kernel';
import { registerPermissions } from './access/permission-registry';

const EVERYONE = Object.values(Role);

export const identityPermissions = registerPermissions({
  'identity.me': { title: '查看本人身份', roles: EVERYONE },
  'identity.ownSessions': { title: '查看和结束本人的登录', roles: EVERYONE },
  'audit.read': { title: '查阅审计记录', roles: [Role.AUDIT_ADMINISTRATOR] },
});
