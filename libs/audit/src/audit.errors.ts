import { DomainError } from '@sxbq/kernel';

export const signingKeyReused = (keyId: string): DomainError =>
  new DomainError(
    'CONFLICT',
    'AUDIT_KEY_REUSED',
    `审计签名密钥的编号“${keyId}”已登记为另一把密钥：更换密钥时请同时更换 AUDIT_SIGNING_KEY 中的编号。`,
    { keyId },
  );

export const signingKeyMissing = (): DomainError =>
  new DomainError('CONFLICT', 'AUDIT_KEY_MISSING', '没有审计签名密钥：请设置 AUDIT_SIGNING_KEY 后重试。');

export const sealerBusy = (): DomainError =>
  new DomainError('UNAVAILABLE', 'AUDIT_SEALER_BUSY', '后台进程正在封存审计记录，请稍后重试。');

export const keptHeadsUnreadable = (): DomainError =>
  new DomainError('BAD_INPUT', 'AUDIT_HEADS_UNREADABLE', '留存的链头文件无法读取：应为 audit heads --json 的输出。');
