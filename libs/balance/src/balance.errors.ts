import { DomainError } from '@sxbq/kernel';

export const shortageListTaken = (edition: string) =>
  new DomainError(
    'CONFLICT',
    'SHORTAGE_LIST_TAKEN',
    `该地区该年度的“${edition}”版紧缺职业目录已存在，不能覆盖；如有更正，请换一个版次名称上传。`,
  );

export const shortageListInvalid = (message: string) => new DomainError('BAD_INPUT', 'SHORTAGE_LIST_INVALID', message);
