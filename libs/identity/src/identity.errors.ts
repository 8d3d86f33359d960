import { DomainError, Role, ROLE_TITLES } from '@sxbq/kernel';

export const unauthenticated = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'UNAUTHENTICATED', '尚未登录或登录已失效，请先登录。');

export const forbidden = (title: string, permission: string): DomainError =>
  new DomainError('FORBIDDEN', 'FORBIDDEN', `当前身份没有“${title}”的权限。如工作需要，请联系安全管理员。`, {
    permission,
  });

/** The one answer to an unknown user, a wrong password, a disabled user and a user without a role. */
export const signInRefused = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'SIGN_IN_REFUSED', '用户名或密码不正确，请核对后重试。');

export const tooManySignIns = (retryAfterSeconds: number): DomainError =>
  new DomainError(
    'TOO_MANY_REQUESTS',
    'TOO_MANY_SIGN_INS',
    `登录尝试过多，请在 ${Math.ceil(retryAfterSeconds / 60)} 分钟后再试。`,
    { retryAfterSeconds },
  );

export const signInUnavailable = (): DomainError =>
  new DomainError('UNAVAILABLE', 'SIGN_IN_UNAVAILABLE', '登录服务暂时不可用，请稍后重试；已登录的用户不受影响。');

export const signInBusy = (): DomainError =>
  new DomainError('UNAVAILABLE', 'SIGN_IN_BUSY', '同时登录的人较多，请稍后重试。');

export const stepUpRequired = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'STEP_UP_REQUIRED',
    '此操作需要再次确认身份：请先用密码、动态验证码或通行密钥重新验证（stepUp），10 分钟内再试。',
  );

export const sessionNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'SESSION_NOT_FOUND', '没有这个登录会话，或它已经结束。');

export const usernameMalformed = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'USERNAME_MALFORMED',
    '用户名应为 2 到 64 个小写字母、数字、点、连字符或下划线，且以字母或数字开头。',
  );

export const usernameTaken = (): DomainError =>
  new DomainError('CONFLICT', 'USERNAME_TAKEN', '用户名已被使用，请换一个。');

export const userNotFound = (): DomainError => new DomainError('NOT_FOUND', 'USER_NOT_FOUND', '没有这个用户。');

export const administratorsExclude = (held: Role, wanted: Role): DomainError =>
  new DomainError(
    'CONFLICT',
    'ADMINISTRATORS_EXCLUDE',
    `系统、安全、审计三类管理员须由不同的人担任，且不兼任业务角色：已是“${ROLE_TITLES[held]}”，不能再任“${ROLE_TITLES[wanted]}”。`,
    { held, wanted },
  );

export const administratorAlready = (wanted: Role): DomainError =>
  new DomainError(
    'CONFLICT',
    'ADMINISTRATORS_EXCLUDE',
    `系统、安全、审计三类管理员须由不同的人担任：此人已任其中之一，不能再任“${ROLE_TITLES[wanted]}”。`,
    { wanted },
  );

export const membershipExists = (): DomainError =>
  new DomainError('CONFLICT', 'MEMBERSHIP_EXISTS', '此人在该机构已有这个角色。');

export const roleDoesNotFit = (role: Role): DomainError =>
  new DomainError('BAD_INPUT', 'ROLE_DOES_NOT_FIT', `“${ROLE_TITLES[role]}”这个角色不适用于该类机构。`, { role });

export const organisationNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'ORGANISATION_NOT_FOUND', '没有这个机构。');

export const organisationIncomplete = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'ORGANISATION_INCOMPLETE',
    '机构信息不完整：主管部门须有 2、4 或 6 位区划代码，学校与企业须与已登记的学校、企业对应，管理机构不设区划。',
  );
