import { DomainError } from '@sxbq/kernel';

export const cohortNotFound = () =>
  new DomainError('NOT_FOUND', 'COHORT_NOT_FOUND', '没有找到该届毕业生，或它不在您可查看的范围内。请核对编号。');

export const cohortHeadsDoNotFit = () =>
  new DomainError(
    'BAD_INPUT',
    'COHORT_HEADS_DO_NOT_FIT',
    '待就业人数与此前已就业人数之和不能超过毕业人数，请核对三个数字。',
  );

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const graduateNotFound = () =>
  new DomainError('NOT_FOUND', 'GRADUATE_NOT_FOUND', '没有找到该毕业生，或其不在您可查看的范围内。请核对编号。');

export const graduateChanged = () =>
  new DomainError(
    'CONFLICT',
    'GRADUATE_REVISION_CONFLICT',
    '该毕业生的档案刚被修改过，本次操作没有生效。请刷新，核对最新内容后重做。',
  );

const at = (positions: readonly number[]): string => `第 ${positions.join('、')} 人`;

export const graduatesMissing = () =>
  new DomainError('BAD_INPUT', 'GRADUATES_MISSING', '没有要登记的毕业生，请至少填写一人。');

export const graduatesTooMany = (count: number, most: number) =>
  new DomainError(
    'BAD_INPUT',
    'GRADUATES_TOO_MANY',
    `一次最多登记 ${most} 人，本次有 ${count} 人；人数多时请用台账导入。`,
    { count, most },
  );

export const graduateIdNumbersInvalid = (positions: readonly number[]) =>
  new DomainError(
    'BAD_INPUT',
    'GRADUATE_ID_NUMBER_INVALID',
    `${at(positions)}的证件号码不正确（位数、日期或校验位），请核对。`,
    { positions },
  );

export const graduatesRepeated = (positions: readonly number[]) =>
  new DomainError('BAD_INPUT', 'GRADUATE_REPEATED', `${at(positions)}与前面的人证件号码相同，请删去重复的人。`, {
    positions,
  });

export const studentNumbersTaken = () =>
  new DomainError('CONFLICT', 'STUDENT_NUMBER_TAKEN', '有学号已被本校其他毕业生使用，请核对学号。');

/** Which school it is says nothing that the caller may not know: it says none. */
export const graduateElsewhere = () =>
  new DomainError(
    'CONFLICT',
    'GRADUATE_ALREADY_REGISTERED',
    '其中有人已登记为同一年度的毕业生（本校或其他学校），一人一年只能登记一次。请与人社局核对。',
  );

export const graduateClaimed = () =>
  new DomainError('FORBIDDEN', 'GRADUATE_CLAIMED', '该毕业生已用自己的账号认领档案，求职意向只能由本人修改。');

export const claimCodeInvalid = () =>
  new DomainError('NOT_FOUND', 'CLAIM_CODE_INVALID', '认领码不正确、已用过或已过期，请向学校索取新的认领码。');

export const alreadyClaims = () =>
  new DomainError('CONFLICT', 'ALREADY_CLAIMED_ANOTHER', '本账号已认领过一份毕业生档案，一个账号只能认领一份。');

export const wishesInvalid = (message: string) => new DomainError('BAD_INPUT', 'WISHES_INVALID', message);
