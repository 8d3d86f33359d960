import { DomainError } from '@sxbq/kernel';

export const unauthenticated = (): DomainError =>
  new DomainError('UNAUTHENTICATED', 'UNAUTHENTICATED', '尚未登录或登录已失效，请先登录。');

export const forbidden = (title: string, permission: string): DomainError =>
  new DomainError('FORBIDDEN', 'FORBIDDEN', `当前身份没有“${title}”的权限。如工作需要，请联系安全管理员。`, {
    permission,
  });
