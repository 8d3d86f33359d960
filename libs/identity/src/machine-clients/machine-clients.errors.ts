import { DomainError, Role, ROLE_TITLES } from '@sxbq/kernel';

export const clientNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'MACHINE_CLIENT_NOT_FOUND', '没有这个系统接入，或它已吊销、已到期。');

export const clientActive = (): DomainError =>
  new DomainError(
    'CONFLICT',
    'MACHINE_CLIENT_ACTIVE',
    '这个系统接入已经启用，密钥只显示一次；如已遗失，请更换密钥（rotateMachineClientKey）。',
  );

export const clientNotActive = (): DomainError =>
  new DomainError(
    'CONFLICT',
    'MACHINE_CLIENT_NOT_ACTIVE',
    '这个系统接入尚未启用，没有可更换的密钥，请先启用（activateMachineClient）。',
  );

export const clientRoleUnfit = (role: Role): DomainError =>
  new DomainError('BAD_INPUT', 'MACHINE_CLIENT_ROLE_UNFIT', `系统接入不能以“${ROLE_TITLES[role]}”的身份运行。`, {
    role,
  });

/** Codes that do not exist, that the role does not hold, or that are for people only. */
export const clientPermissionsUnfit = (permissions: readonly string[]): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'MACHINE_CLIENT_PERMISSIONS_UNFIT',
    `不能授予系统接入这些权限：${permissions.join('、')}。只能授予该角色已有的业务权限，不含管理、显示个人信息等须由人办理的事项。`,
    { permissions },
  );

export const clientPermissionsMissing = (): DomainError =>
  new DomainError('BAD_INPUT', 'MACHINE_CLIENT_PERMISSIONS_MISSING', '请至少授予一项权限。');

export const networkMalformed = (text: string): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'NETWORK_MALFORMED',
    `“${text.slice(0, 45)}”不是地址或网段，应如 203.0.113.7 或 203.0.113.0/24，且不能是全部地址。`,
  );
