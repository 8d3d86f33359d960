import { Role } from '@sxbq/kernel';
import { registerPermissions } from './access/permission-registry';
import { ADMINISTRATOR_ROLES } from './domain/separated-administrators.rule';

const EVERYONE = Object.values(Role);
const { SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR } = Role;
/** They let their colleagues in themselves; officers of bureaus are let in by the system administrator. */
const SELF_GOVERNING = [Role.SCHOOL, Role.ENTERPRISE];
const CLIENT_OWNERS = [Role.HR_BUREAU, Role.ECONOMY_BUREAU, ...SELF_GOVERNING, SYSTEM_ADMINISTRATOR];

export const identityPermissions = registerPermissions({
  'identity.me': { title: '查看本人身份', roles: EVERYONE },
  'identity.ownSessions': { title: '查看和结束本人的登录', roles: EVERYONE },
  'identity.ownSignIn': { title: '管理本人的第二因素和通行密钥，再次确认身份，切换身份', roles: EVERYONE },
  'identity.administerSignIn': {
    title: '查看和结束他人的登录，重置他人的第二因素，关联统一身份认证',
    roles: [Role.SECURITY_ADMINISTRATOR],
  },
  'identity.readOrganisations': { title: '查看机构', roles: ADMINISTRATOR_ROLES },
  'identity.manageOrganisations': { title: '建立、更名、停用机构', roles: [SYSTEM_ADMINISTRATOR] },
  'identity.readUsers': { title: '查看用户', roles: [...ADMINISTRATOR_ROLES, ...SELF_GOVERNING] },
  'identity.manageUsers': { title: '停用和启用用户', roles: [SYSTEM_ADMINISTRATOR] },
  'identity.manageMemberships': { title: '提请变更用户的机构与角色，免去任职', roles: [SYSTEM_ADMINISTRATOR] },
  'identity.readProposals': { title: '查看提请的授权', roles: ADMINISTRATOR_ROLES },
  'identity.confirmAccess': { title: '确认或撤回提请的授权', roles: ADMINISTRATOR_ROLES },
  'identity.recoverAdministrator': { title: '提请重置管理员的第二因素', roles: ADMINISTRATOR_ROLES },
  'identity.inviteOfficer': { title: '提请邀请机构经办人、任命管理员', roles: [SYSTEM_ADMINISTRATOR] },
  'identity.inviteColleague': { title: '邀请本单位同事', roles: SELF_GOVERNING },
  'identity.invitations': {
    title: '查看、撤销、重发邀请',
    roles: [SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, ...SELF_GOVERNING],
  },
  'identity.resetPassword': { title: '提请重设密码', roles: [SECURITY_ADMINISTRATOR] },
  'identity.readClients': { title: '查看系统接入', roles: [...CLIENT_OWNERS, SECURITY_ADMINISTRATOR] },
  'identity.manageClients': { title: '建立或提请系统接入，启用、更换密钥', roles: CLIENT_OWNERS },
  'identity.revokeClients': { title: '吊销系统接入', roles: [...CLIENT_OWNERS, SECURITY_ADMINISTRATOR] },
  'audit.read': { title: '查阅审计记录', roles: [Role.AUDIT_ADMINISTRATOR] },
  'audit.export': { title: '导出审计记录', roles: [Role.AUDIT_ADMINISTRATOR] },
});
