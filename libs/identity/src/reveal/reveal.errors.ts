import { DomainError } from '@sxbq/kernel';

export const notRevealable = (name: string): DomainError =>
  new DomainError('BAD_INPUT', 'NOT_REVEALABLE', `“${name}”不是可以查看完整内容的字段。`);

export const nothingToReveal = (): DomainError =>
  new DomainError('NOT_FOUND', 'NOTHING_TO_REVEAL', '该字段没有登记内容。');

export const revealReasonMissing = (least: number): DomainError =>
  new DomainError('BAD_INPUT', 'REVEAL_REASON_MISSING', `请说明查看完整内容的事由，不少于 ${least} 个字。`);

export const revealQuotaUsed = (quota: number): DomainError =>
  new DomainError(
    'TOO_MANY_REQUESTS',
    'REVEAL_QUOTA_USED',
    `今日查看完整个人信息已达 ${quota} 次的上限，请明日再查；如工作确需，请联系安全管理员。`,
    { quota },
  );
