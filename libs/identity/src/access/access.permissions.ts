import { Role } from '@sxbq/kernel';
import { registerPermissions } from './permission-registry';

export const accessPermissions = registerPermissions({
  'identity.revealPersonalData': {
    title: '查看完整的个人信息',
    roles: [Role.HR_BUREAU, Role.ECONOMY_BUREAU, Role.SCHOOL, Role.ENTERPRISE],
  },
  'permissions.read': {
    title: '查看角色权限及其各版本',
    roles: [Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR],
  },
  'permissions.draft': { title: '起草角色权限', roles: [Role.SECURITY_ADMINISTRATOR] },
  'permissions.publish': { title: '发布角色权限', roles: [Role.SECURITY_ADMINISTRATOR] },
  'permissions.narrowMember': { title: '划定人员辖区', roles: [Role.SECURITY_ADMINISTRATOR] },
});
