import { DomainError } from '@sxbq/kernel';
import { INTEREST_STEP_TITLES, InterestStep } from './domain/interest-lifecycle';
import { INTEREST_STATUS_TITLES, InterestStatus } from './domain/interest-status';
import { MENU_STEP_TITLES, MenuStep } from './domain/menu-lifecycle';
import { MENU_STATUS_TITLES, MenuStatus } from './domain/menu-status';

/** What may go wrong with an entry of one kind. */
export interface MenuErrors {
  notFound(): DomainError;
  changed(): DomainError;
  codeTaken(code: string): DomainError;
  stepNotAllowed(step: MenuStep, status: MenuStatus): DomainError;
  /** It can no longer be asked for or agreed on. */
  notOpen(): DomainError;
  /** Fewer are left than were asked for. */
  full(): DomainError;
  belowTaken(taken: number): DomainError;
}

function menuErrors(prefix: string, what: string, places: string): MenuErrors {
  return {
    // A row outside the caller's scope answers exactly as one that does not exist.
    notFound: () =>
      new DomainError('NOT_FOUND', `${prefix}_NOT_FOUND`, `没有找到该${what}，或它不在您可查看的范围内。请核对编号。`),
    changed: () =>
      new DomainError(
        'CONFLICT',
        `${prefix}_REVISION_CONFLICT`,
        `该${what}刚被修改过，本次操作没有生效。请刷新，核对最新内容后重做。`,
      ),
    codeTaken: (code) =>
      new DomainError(
        'CONFLICT',
        `${prefix}_CODE_TAKEN`,
        `${what}编号“${code}”已被本单位使用，请换一个编号或修改原来的。`,
      ),
    stepNotAllowed: (step, status) =>
      new DomainError(
        'CONFLICT',
        `${prefix}_STEP_NOT_ALLOWED`,
        `该${what}现为“${MENU_STATUS_TITLES[status]}”，不能${MENU_STEP_TITLES[step]}。请刷新后查看最新状态。`,
        { status },
      ),
    notOpen: () => new DomainError('CONFLICT', `${prefix}_NOT_OPEN`, `该${what}没有发布，或已关闭、过期，不能再对接。`),
    full: () =>
      new DomainError(
        'CONFLICT',
        `${prefix}_FULL`,
        `该${what}剩余的${places}不足，或已不再发布。请减少人数，或另选其他${what}。`,
      ),
    belowTaken: (taken) =>
      new DomainError('CONFLICT', `${prefix}_BELOW_TAKEN`, `已谈妥 ${taken} 人，${places}不能少于 ${taken}，请更正。`, {
        taken,
      }),
  };
}

export const OFFER_ERRORS = menuErrors('TRAINING_OFFER', '培训菜单', '名额');
export const NEED_ERRORS = menuErrors('TRAINING_NEED', '培训需求', '人数');

export const menuOccupationUnknown = (edition: string, code: string) =>
  new DomainError(
    'BAD_INPUT',
    'OCCUPATION_UNKNOWN',
    `职业分类“${edition}”版中没有职业代码“${code}”，请在职业分类目录中选择；目录尚未载入时，请运维人员运行 sxbq migrate。`,
  );

export const menuRegionUnknown = (code: string) =>
  new DomainError(
    'BAD_INPUT',
    'REGION_UNKNOWN',
    `区划代码“${code}”不在行政区划目录中，请在目录中选择培训地区；目录尚未载入时，请运维人员运行 sxbq migrate。`,
  );

export const menuValidityOutOfRange = (days: number) =>
  new DomainError('BAD_INPUT', 'VALIDITY_OUT_OF_RANGE', `有效期应在今天到 ${days} 天之内，请更正“有效期至”。`, {
    days,
  });

export const interestNotFound = () =>
  new DomainError(
    'NOT_FOUND',
    'TRAINING_INTEREST_NOT_FOUND',
    '没有找到该培训意向，或它不在您可查看的范围内。请核对编号。',
  );

export const interestChanged = () =>
  new DomainError(
    'CONFLICT',
    'TRAINING_INTEREST_REVISION_CONFLICT',
    '该培训意向刚有变动，本次操作没有生效。请刷新，核对后重做。',
  );

export const interestStepNotAllowed = (step: InterestStep, status: InterestStatus) =>
  new DomainError(
    'CONFLICT',
    'TRAINING_INTEREST_STEP_NOT_ALLOWED',
    `该培训意向现为“${INTEREST_STATUS_TITLES[status]}”，不能${INTEREST_STEP_TITLES[step]}。请刷新后查看最新状态。`,
    { status },
  );

export const interestNotYourStep = (step: InterestStep) =>
  new DomainError(
    'FORBIDDEN',
    'TRAINING_INTEREST_NOT_YOUR_STEP',
    `现在不由贵方${INTEREST_STEP_TITLES[step]}，请等待对方办理。`,
  );

export const interestAlreadyShown = () =>
  new DomainError(
    'CONFLICT',
    'TRAINING_INTEREST_ALREADY_SHOWN',
    '对同一条信息已有一条待答复的意向，请等待答复，或先撤回。',
  );

export const termsMissing = () =>
  new DomainError(
    'BAD_INPUT',
    'TRAINING_TERMS_MISSING',
    '应答培训需求须选用一条培训菜单，或写明等级（需求未限定时）、开始日期和结束日期。',
  );

export const offerDoesNotFit = () =>
  new DomainError(
    'BAD_INPUT',
    'TRAINING_OFFER_DOES_NOT_FIT',
    '所选培训菜单的职业或等级与该培训需求不同，请另选一条，或直接写明培训安排。',
  );

export const interestAlreadyConverted = (code: string) =>
  new DomainError(
    'CONFLICT',
    'TRAINING_INTEREST_ALREADY_CONVERTED',
    `该培训意向已转为企业培训，编号“${code}”，不能再转。`,
    { code },
  );
