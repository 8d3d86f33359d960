import { DomainError } from '@sxbq/kernel';
import { ApplicationStep } from './domain/application-lifecycle';
import { APPLICATION_STATUS_TITLES, ApplicationStatus } from './domain/application-status';

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const applicationNotFound = () =>
  new DomainError('NOT_FOUND', 'APPLICATION_NOT_FOUND', '没有找到该应聘或邀请，或它不在您可查看的范围内。请核对编号。');

export const applicationChanged = () =>
  new DomainError(
    'CONFLICT',
    'APPLICATION_REVISION_CONFLICT',
    '对方刚处理过这条应聘，本次操作没有生效。请刷新，核对最新状态后重做。',
  );

const STEP_TITLES: Readonly<Record<ApplicationStep, string>> = {
  [ApplicationStep.TO_INTERVIEW]: '进入面试',
  [ApplicationStep.OFFER]: '发出录用意向',
  [ApplicationStep.ACCEPT]: '接受录用',
  [ApplicationStep.DECLINE]: '谢绝',
  [ApplicationStep.REFUSE]: '婉拒',
  [ApplicationStep.WITHDRAW]: '撤回',
  [ApplicationStep.PLACE]: '登记就业去向',
  [ApplicationStep.EXPIRE]: '逾期处理',
};

export const applicationStepNotAllowed = (step: ApplicationStep, status: ApplicationStatus) =>
  new DomainError(
    'CONFLICT',
    'APPLICATION_STEP_NOT_ALLOWED',
    `这条应聘现为“${APPLICATION_STATUS_TITLES[status]}”，不能${STEP_TITLES[step]}。请刷新后查看最新状态。`,
    { status },
  );

export const notYourStep = (step: ApplicationStep) =>
  new DomainError('FORBIDDEN', 'APPLICATION_NOT_YOUR_STEP', `“${STEP_TITLES[step]}”应由对方办理，请等待对方答复。`);

export const alreadyApplied = () =>
  new DomainError('CONFLICT', 'ALREADY_APPLIED', '该毕业生与这个岗位已有一条未结束的应聘或邀请，请在原记录中办理。');

export const invitationsSpent = (most: number, waiting: number) =>
  new DomainError(
    'CONFLICT',
    'INVITATIONS_SPENT',
    `这个岗位已有 ${waiting} 份邀请等待毕业生答复，按空余名额最多同时发出 ${most} 份。请等候答复，或先婉拒其中一部分，再邀请其他毕业生。`,
    { most, waiting },
  );

export const postingNotOpen = () =>
  new DomainError('CONFLICT', 'POSTING_NOT_OPEN', '该岗位已关闭、已过期或尚未发布，不能应聘。请选择正在招聘的岗位。');

export const postingFull = () =>
  new DomainError('CONFLICT', 'POSTING_FULL', '该岗位的名额已满，不能再接受录用。请联系企业或选择其他岗位。');

export const offerAlreadyAccepted = () =>
  new DomainError(
    'CONFLICT',
    'OFFER_ALREADY_ACCEPTED',
    '该毕业生已接受另一份录用，一人只能接受一份。如要更换，请先撤回原来的。',
  );

export const offerExpired = () =>
  new DomainError('CONFLICT', 'OFFER_EXPIRED', '录用意向已过答复期限，不能再接受。请联系企业重新发出。');

export const graduateNotAvailable = () =>
  new DomainError('CONFLICT', 'GRADUATE_NOT_AVAILABLE', '该毕业生已接受录用、已就业或不参加对接，不能应聘。');

export const graduateActsAlone = () =>
  new DomainError('FORBIDDEN', 'GRADUATE_ACTS_ALONE', '该毕业生已用自己的账号参加对接，应聘只能由本人办理。');

export const postWishesTooMany = (most: number) =>
  new DomainError('BAD_INPUT', 'POST_WISHES_TOO_MANY', `志愿最多 ${most} 个，请减少。`, { most });

export const postWishesRepeated = (first: number, again: number) =>
  new DomainError('BAD_INPUT', 'POST_WISHES_REPEATED', `第 ${again} 志愿与第 ${first} 志愿是同一个岗位，请删去一个。`, {
    first,
    again,
  });

export const wishedPostingsNotOpen = (ranks: readonly number[]) =>
  new DomainError(
    'CONFLICT',
    'WISHED_POSTINGS_NOT_OPEN',
    `第 ${ranks.join('、')} 志愿的岗位已关闭、已过期或尚未发布，请换成正在招聘的岗位。`,
    { ranks: [...ranks] },
  );

export const answerDeadlineInvalid = (days: number) =>
  new DomainError('BAD_INPUT', 'ANSWER_DEADLINE_INVALID', `答复期限应为 1 到 ${days} 天，请更正。`, { days });

export const placedInFuture = () =>
  new DomainError('BAD_INPUT', 'PLACED_IN_FUTURE', '就业日期不能晚于今天，请在到岗后登记。');

export const retentionTooEarly = (from: string) =>
  new DomainError('BAD_INPUT', 'RETENTION_TOO_EARLY', `就业满六个月（${from}）后才能登记在岗情况。`, { from });
