import { DomainError } from '@sxbq/kernel';
import { DateRefusal } from './domain/agreement-dates';
import { AgreementSide, AGREEMENT_SIDE_TITLES } from './domain/agreement-side';
import { AgreementStep, STEP_ALLOWED_IN } from './domain/agreement-lifecycle';
import { AGREEMENT_STATUS_TITLES, AgreementStatus } from './domain/agreement-status';
import { ExecutionRefusal } from './domain/execution-verification';

const STEP_TITLES: Readonly<Record<AgreementStep, string>> = {
  [AgreementStep.EDIT]: '修改',
  [AgreementStep.APPROVE]: '签字',
  [AgreementStep.FILE]: '备案',
  [AgreementStep.TERMINATE]: '解除',
  [AgreementStep.RENEW]: '续签',
  [AgreementStep.CHANGE_PARTY]: '变更合作方',
  [AgreementStep.PAUSE]: '暂停',
  [AgreementStep.RESUME]: '恢复',
  [AgreementStep.SET_PLAN]: '制定方案',
  [AgreementStep.APPROVE_PLAN]: '批准方案',
  [AgreementStep.RECORD_EXECUTION]: '登记执行记录',
  [AgreementStep.REMIND]: '提醒',
  [AgreementStep.LAPSE]: '作废草稿',
};

const notFound = (code: string, what: string): DomainError =>
  new DomainError('NOT_FOUND', code, `没有找到该${what}，或它不在您可查看的范围内。请核对编号。`);

const conflict = (code: string, sentence: string): DomainError => new DomainError('CONFLICT', code, sentence);

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const agreementNotFound = () => notFound('AGREEMENT_NOT_FOUND', '协议');
export const executionNotFound = () => notFound('EXECUTION_NOT_FOUND', '执行记录');

export const agreementCodeTaken = (code: string) =>
  conflict('AGREEMENT_CODE_TAKEN', `协议编号“${code}”已被使用，请换一个编号。`);
export const executionCodeTaken = (code: string) =>
  conflict('EXECUTION_CODE_TAKEN', `该协议已有编号为“${code}”的执行记录，请换一个编号。`);
export const successorExists = () =>
  conflict('AGREEMENT_SUCCESSOR_EXISTS', '该协议已有一份续签或变更的协议，请在那一份上继续办理。');

export const agreementChanged = () =>
  conflict('AGREEMENT_REVISION_CONFLICT', '该协议刚被修改过，本次操作没有生效。请刷新，核对最新内容后重做。');
export const executionChanged = () =>
  conflict('EXECUTION_REVISION_CONFLICT', '该执行记录刚被修改过，本次操作没有生效。请刷新，核对最新内容后重做。');

export function stepNotAllowed(step: AgreementStep, status: AgreementStatus): DomainError {
  const allowed = STEP_ALLOWED_IN[step].map((one) => `“${AGREEMENT_STATUS_TITLES[one]}”`).join('、');
  return new DomainError(
    'CONFLICT',
    'AGREEMENT_STEP_NOT_ALLOWED',
    `协议现为“${AGREEMENT_STATUS_TITLES[status]}”，不能${STEP_TITLES[step]}；只有${allowed}的协议可以。`,
    { step, status, allowedIn: STEP_ALLOWED_IN[step] },
  );
}

export const notAParty = () =>
  new DomainError('FORBIDDEN', 'AGREEMENT_NOT_A_PARTY', '只有协议的学校一方或企业一方可以办理此项。');

export const alreadyApproved = (side: AgreementSide) =>
  conflict('AGREEMENT_ALREADY_APPROVED', `${AGREEMENT_SIDE_TITLES[side]}已在这一版协议上签字，请等待对方签字。`);

export const kindsMissing = () =>
  new DomainError('BAD_INPUT', 'AGREEMENT_KINDS_MISSING', '协议类型不能为空，请至少选择一种。');

export const partyUnchanged = () =>
  new DomainError(
    'BAD_INPUT',
    'AGREEMENT_PARTY_UNCHANGED',
    '新合作方与原合作方相同，请选择另一家企业；如只是延期请办理续签。',
  );

export const majorOfOtherSchool = () =>
  new DomainError('BAD_INPUT', 'AGREEMENT_MAJOR_UNKNOWN', '覆盖专业中有不属于该校的专业，请只选择本校专业。');

export const alreadyPaused = () => conflict('AGREEMENT_ALREADY_PAUSED', '该协议已处于暂停中，无需再次暂停。');
export const notPaused = () => conflict('AGREEMENT_NOT_PAUSED', '该协议没有暂停，无需恢复。');

export const planMissing = () => conflict('AGREEMENT_PLAN_MISSING', '该协议还没有合作方案，请先制定方案。');
export const planApproved = () => conflict('AGREEMENT_PLAN_APPROVED', '合作方案已获批准，不能再修改或重复批准。');

/** `dates` are shown in the sentence's details, so that a screen can mark the field. */
export function dateRefused(refusal: DateRefusal, dates: Readonly<Record<string, string | null>>): DomainError {
  const sentences: Readonly<Record<DateRefusal, string>> = {
    END_BEFORE_START: '终止日期早于生效日期，请更正。',
    SIGNED_IN_FUTURE: '签订日期不能晚于今天，请更正。',
    START_MISSING: '协议没有填写生效日期，请先补充再办理。',
    FILED_IN_FUTURE: '备案日期不能晚于今天，请更正。',
    FILED_BEFORE_SIGNED: '备案日期早于签订日期，请更正。',
    TERMINATED_BEFORE_SIGNED: '解除日期早于签订日期，请更正。',
    TERMINATED_AFTER_END: '协议在解除日期之前已经到期，无需解除。',
    SUCCESSOR_BEFORE_START: '新协议的生效日期早于原协议的生效日期，请更正。',
    PLAN_APPROVED_IN_FUTURE: '方案批准日期不能晚于今天，请更正。',
    PLAN_APPROVED_BEFORE_SIGNED: '方案批准日期早于协议签订日期，请更正。',
    EXECUTION_IN_FUTURE: '活动日期不能晚于今天，请更正。',
    EXECUTION_BEFORE_START: '活动日期早于协议的签订和生效日期，请更正。',
    EXECUTION_AFTER_END: '活动日期时协议已经到期或解除，请更正。',
  };
  return new DomainError('BAD_INPUT', `AGREEMENT_${refusal}`, sentences[refusal], dates);
}

export function executionRefused(refusal: ExecutionRefusal): DomainError {
  switch (refusal) {
    case 'ALREADY_VERIFIED':
      return conflict('EXECUTION_ALREADY_VERIFIED', '该执行记录已核验，不能再修改；如有错误，请说明理由后冲销。');
    case 'ALREADY_REVERSED':
      return conflict('EXECUTION_ALREADY_REVERSED', '该执行记录已冲销，不能再办理。');
    case 'OWN_RECORD':
      return new DomainError(
        'FORBIDDEN',
        'EXECUTION_OWN_RECORD',
        '登记方不能核验自己登记的记录，请由对方或主管部门核验。',
      );
    case 'OTHERS_RECORD':
      return new DomainError('FORBIDDEN', 'EXECUTION_OTHERS_RECORD', '只有登记方可以修改该执行记录。');
  }
}
