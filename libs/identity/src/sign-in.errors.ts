import { DomainError } from '@sxbq/kernel';
import { PasswordRules } from './domain/password-preset';

export const passwordWrongLength = ({ minLength, maxLength }: PasswordRules): DomainError =>
  new DomainError('BAD_INPUT', 'PASSWORD_WRONG_LENGTH', `密码应为 ${minLength} 到 ${maxLength} 个字符，请重新设置。`, {
    minLength,
    maxLength,
  });

export const passwordTooSimple = ({ minKinds }: PasswordRules): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'PASSWORD_TOO_SIMPLE',
    `密码至少要包含大写字母、小写字母、数字、其他字符中的 ${minKinds} 类，请重新设置。`,
    { minKinds },
  );

export const passwordContainsContext = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'PASSWORD_CONTAINS_CONTEXT',
    '密码中不能含有用户名、姓名、单位名称或本平台的名称，请换一个。',
  );

export const passwordTooCommon = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'PASSWORD_TOO_COMMON',
    '这个密码太常见，容易被猜到，请换一个，例如由几个不相关的词组成。',
  );

export const passwordRemembered = ({ remembered }: PasswordRules): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'PASSWORD_REUSED',
    `新密码不能与现在的或最近 ${remembered} 次用过的密码相同，请换一个。`,
  );

export const passwordUnchanged = (): DomainError =>
  new DomainError('BAD_INPUT', 'PASSWORD_REUSED', '新密码不能与现在的密码相同，请换一个。');

export const currentPasswordWrong = (): DomainError =>
  new DomainError('FORBIDDEN', 'CURRENT_PASSWORD_WRONG', '现在的密码不正确，请核对后重试。');

export const secondFactorRefused = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'SECOND_FACTOR_REFUSED',
    '验证码不正确或已用过，请等待下一个动态验证码，或使用未用过的恢复码。',
  );

export const secondFactorPresent = (): DomainError =>
  new DomainError('CONFLICT', 'SECOND_FACTOR_PRESENT', '已启用动态验证码。如需更换设备，请先停用再重新启用。');

export const secondFactorAbsent = (): DomainError =>
  new DomainError('NOT_FOUND', 'SECOND_FACTOR_ABSENT', '尚未启用动态验证码，请先开始启用（beginTotpEnrolment）。');

export const stepUpRefused = (): DomainError =>
  new DomainError('FORBIDDEN', 'STEP_UP_REFUSED', '身份确认未通过：请核对密码和验证码，或改用通行密钥。');

export const passkeyRefused = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'PASSKEY_REFUSED',
    '通行密钥未通过验证，请重新开始；每次验证须在 5 分钟内完成，且只能用一次。',
  );

export const passkeysOff = (): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    'PASSKEYS_OFF',
    '本平台没有启用通行密钥：请管理员设定 PUBLIC_ORIGIN，或改用密码和动态验证码登录。',
  );

export const passkeyPresent = (): DomainError =>
  new DomainError('CONFLICT', 'PASSKEY_PRESENT', '这个通行密钥已经登记过，请换一个设备或密钥。');

export const tooManyPasskeys = (most: number): DomainError =>
  new DomainError('CONFLICT', 'TOO_MANY_PASSKEYS', `每人最多登记 ${most} 个通行密钥，请先删除不用的。`, { most });

export const passkeyNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'PASSKEY_NOT_FOUND', '没有这个通行密钥，请刷新列表后重试。');

export const ownMembershipNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'MEMBERSHIP_NOT_FOUND', '没有这个身份，或它已被收回；请从本人的身份列表中选择。');

export const singleSignOnOff = (): DomainError =>
  new DomainError('NOT_FOUND', 'SINGLE_SIGN_ON_OFF', '本平台没有启用统一身份认证，请用用户名和密码登录。');

export const singleSignOnRefused = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'SINGLE_SIGN_ON_REFUSED', '统一身份认证未通过，请回到登录页重新开始。');

export const singleSignOnUnlinked = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'SINGLE_SIGN_ON_UNLINKED',
    '您的统一身份认证账号尚未与本平台用户关联，请联系安全管理员办理。',
  );

export const singleSignOnUnavailable = (): DomainError =>
  new DomainError(
    'UNAVAILABLE',
    'SINGLE_SIGN_ON_UNAVAILABLE',
    '统一身份认证暂时不可用，请稍后重试，或用用户名和密码登录。',
  );

export const singleSignOnTaken = (): DomainError =>
  new DomainError('CONFLICT', 'SINGLE_SIGN_ON_TAKEN', '该统一身份认证账号或该用户已有关联，请先解除原有关联。');

/** For oneself, and for an administrator: whoever chose the subject would come in as them. */
export const singleSignOnNotAllowed = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'SINGLE_SIGN_ON_NOT_ALLOWED',
    '不能为自己或管理员关联统一身份认证账号：管理员只用用户名、密码和第二因素登录。',
  );

export const singleSignOnNotForAdministrators = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'SINGLE_SIGN_ON_NOT_FOR_ADMINISTRATORS',
    '管理员不能经统一身份认证登录，请用用户名、密码和第二因素登录。',
  );

export const singleSignOnUnconfirmed = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'SINGLE_SIGN_ON_UNCONFIRMED',
    '安全管理员已为您关联统一身份认证账号，尚待本人确认：请先用用户名和密码登录，在本人的登录设置中确认（confirmSingleSignOnLink）。',
  );

export const singleSignOnNothingToConfirm = (): DomainError =>
  new DomainError(
    'NOT_FOUND',
    'SINGLE_SIGN_ON_NOTHING_TO_CONFIRM',
    '没有待您确认的统一身份认证关联，请向安全管理员了解。',
  );

export const singleSignOnLinkNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'SINGLE_SIGN_ON_LINK_NOT_FOUND', '该用户没有关联统一身份认证账号。');

export const logoutTokenRefused = (): DomainError =>
  new DomainError('BAD_INPUT', 'LOGOUT_TOKEN_REFUSED', '退出通知未通过验证。');

export const ownSecondFactor = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'OWN_SECOND_FACTOR',
    '不能重置本人的第二因素：请由其他管理员办理，或用恢复码登录后自行更换。',
  );

export const administratorsSecondFactor = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'ADMINISTRATORS_SECOND_FACTOR',
    '管理员的第二因素不能由一人重置：请提请重置（proposeSecondFactorReset），并由另一类管理员确认；没有两位其他管理员时，由运维人员在服务器上重置（sxbq user reset-second-factor）。',
  );

export const secondFactorTakesOne = (): DomainError =>
  new DomainError(
    'CONFLICT',
    'SECOND_FACTOR_TAKES_ONE',
    '此人不是管理员，无须两人办理：请由安全管理员直接重置（resetSecondFactor）。',
  );
