import { DomainError } from '@sxbq/kernel';

/** Altered, made for another file or signed with another key: which of them is not said. */
export const downloadLinkInvalid = (): DomainError =>
  new DomainError('FORBIDDEN', 'DOWNLOAD_LINK_INVALID', '下载链接不正确，或不是这个文件的。请重新获取下载链接。');

export const downloadLinkExpired = (): DomainError =>
  new DomainError('FORBIDDEN', 'DOWNLOAD_LINK_EXPIRED', '下载链接已过期。请重新获取下载链接。');

/** Another person, another sign-in or another organisation of the same person: which of them is not said. */
export const downloadLinkOfAnother = (): DomainError =>
  new DomainError(
    'FORBIDDEN',
    'DOWNLOAD_LINK_OF_ANOTHER',
    '下载链接只对获取它的人、在那一次登录中有效，现在的登录不是。请在当前登录中重新获取下载链接。',
  );
