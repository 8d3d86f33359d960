import { DomainError } from '@sxbq/kernel';
import { InvitationLife } from '../domain/invitation-kind';

/** The one answer to a link that never was, was used, was revoked or has run out. */
export const invitationInvalid = (): DomainError =>
  new DomainError(
    'NOT_FOUND',
    'INVITATION_INVALID',
    '链接无效：可能已使用、已撤销或已过期。请向发出邀请的人索取新的链接。',
  );

export const invitationNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'INVITATION_NOT_FOUND', '没有这个邀请，或它已经使用或撤销。');

export const invitationLifeOutOfRange = ({ min, max }: InvitationLife): DomainError =>
  new DomainError('BAD_INPUT', 'INVITATION_LIFE_OUT_OF_RANGE', `这类链接的有效期应为 ${min} 到 ${max} 分钟。`, {
    min,
    max,
  });

export const resetNotYours = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'RESET_NOT_ALLOWED',
    '不能为自己或其他管理员发出重设密码的链接：自己的密码在登录后更改，管理员的密码由运维人员在服务器上重设（sxbq user set-password）。',
  );

export const invitationNeedsTwo = (): DomainError =>
  new DomainError(
    'CONFLICT',
    'INVITATION_NEEDS_TWO',
    '这个链接须经另一类管理员确认才能产生，不能由一人重发：请撤销它，再重新提请。',
  );

export const invitationCodeWrong = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'INVITATION_CODE_WRONG',
    '口令不正确：这个链接须连同提请人交给您的十二位口令一起使用，请核对，或向提请人索取。',
  );
