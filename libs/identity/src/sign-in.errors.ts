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
