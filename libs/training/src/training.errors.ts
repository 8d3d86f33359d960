import { DomainError } from '@sxbq/kernel';
import { refuseDuplicates } from '@sxbq/platform';

const notFound = (code: string, what: string): DomainError =>
  new DomainError('NOT_FOUND', code, `没有找到该${what}，或它不在您可查看的范围内。请核对编号。`);

const changed = (code: string, what: string): DomainError =>
  new DomainError('CONFLICT', code, `该${what}刚被他人修改过，您的修改没有保存。请刷新后在最新内容上重做。`);

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const trainingNotFound = () => notFound('TRAINING_NOT_FOUND', '培训');
export const traineeNotFound = () => notFound('TRAINEE_NOT_FOUND', '学员');

export const trainingChanged = () => changed('TRAINING_REVISION_CONFLICT', '培训');
export const traineeChanged = () => changed('TRAINEE_REVISION_CONFLICT', '学员');

export const trainingCodeTaken = (code: string) =>
  new DomainError('CONFLICT', 'TRAINING_CODE_TAKEN', `培训编号“${code}”已被使用，请换一个编号。`);

/** For `.catch` behind the transaction that creates a session. */
export const refuseTakenTrainingCode = (code: string) =>
  refuseDuplicates({ ix_training_session_code: () => trainingCodeTaken(code) });

export const occupationCodeMalformed = (code: string) =>
  new DomainError(
    'BAD_INPUT',
    'OCCUPATION_CODE_MALFORMED',
    `职业代码“${code.slice(0, 20)}”应写成 6-18-01-01 的样子，请对照职业分类大典核对。`,
  );

export const traineesMissing = () => new DomainError('BAD_INPUT', 'TRAINEES_MISSING', '没有给出学员，请至少填写一人。');

export const traineesTooMany = (count: number, max: number) =>
  new DomainError(
    'TOO_LARGE',
    'TRAINEES_TOO_MANY',
    `一次最多登记 ${max} 名学员，现为 ${count} 名。请分批登记，或导入台账。`,
    {
      count,
      max,
    },
  );

/** Positions count from 1; the numbers themselves are never repeated. */
export const idNumbersInvalid = (positions: readonly number[]) =>
  new DomainError(
    'BAD_INPUT',
    'TRAINEE_ID_NUMBER_INVALID',
    `第 ${positions.join('、')} 名学员的证件号码不正确：应为 18 位且校验位相符，请核对。`,
    { positions },
  );

export const traineesRepeated = (positions: readonly number[]) =>
  new DomainError(
    'BAD_INPUT',
    'TRAINEE_REPEATED',
    `第 ${positions.join('、')} 名学员与前面的学员证件号码相同，请删去。`,
    {
      positions,
    },
  );

export const traineesPresent = (positions: readonly number[]) =>
  new DomainError('CONFLICT', 'TRAINEE_ALREADY_IN_SESSION', `第 ${positions.join('、')} 名学员已在该培训中，请删去。`, {
    positions,
  });

export const traineesJustAdded = () =>
  new DomainError('CONFLICT', 'TRAINEE_ALREADY_IN_SESSION', '其中有学员刚被他人登记到该培训中，请刷新后重试。');
