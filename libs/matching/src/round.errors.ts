import { DomainError } from '@sxbq/kernel';
import { RoundStep } from './domain/round-lifecycle';
import { MATCH_STATUS_TITLES, MatchStatus, ROUND_STATUS_TITLES, RoundStatus } from './domain/round-status';

/** A row outside the caller's scope answers exactly as one that does not exist. */
export const roundNotFound = () =>
  new DomainError('NOT_FOUND', 'ROUND_NOT_FOUND', '没有找到该双选会，或它不在您可查看的范围内。请核对编号。');

export const passNotFound = () =>
  new DomainError('NOT_FOUND', 'ROUND_PASS_NOT_FOUND', '没有找到这一轮撮合，或它不在您可查看的范围内。请核对编号。');

export const roundChanged = () =>
  new DomainError('CONFLICT', 'ROUND_REVISION_CONFLICT', '这场双选会刚被他人办理过，本次操作没有生效。请刷新后重做。');

const STEP_TITLES: Readonly<Record<RoundStep, string>> = {
  [RoundStep.OPEN]: '开放报名',
  [RoundStep.CLOSE]: '截止排序',
  [RoundStep.RUN]: '开始撮合',
  [RoundStep.KEEP]: '保存结果',
  [RoundStep.STOP]: '中止撮合',
  [RoundStep.PUBLISH]: '公布结果',
  [RoundStep.SETTLE]: '结束答复',
  [RoundStep.FINISH]: '结束',
  [RoundStep.CANCEL]: '取消',
};

export const roundStepNotAllowed = (step: RoundStep, status: RoundStatus) =>
  new DomainError(
    'CONFLICT',
    'ROUND_STEP_NOT_ALLOWED',
    `这场双选会现为“${ROUND_STATUS_TITLES[status]}”，不能${STEP_TITLES[step]}。请刷新后查看最新状态。`,
    { status },
  );

export const roundNotOpen = (status: RoundStatus) =>
  new DomainError(
    'CONFLICT',
    'ROUND_NOT_OPEN',
    `这场双选会现为“${ROUND_STATUS_TITLES[status]}”，不能报名、填报或排序。请在开放期间办理。`,
    { status },
  );

export const roundNotLeavable = (status: RoundStatus) =>
  new DomainError('CONFLICT', 'ROUND_NOT_LEAVABLE', `这场双选会现为“${ROUND_STATUS_TITLES[status]}”，无需再退出。`, {
    status,
  });

export const overrideTooLate = (status: RoundStatus) =>
  new DomainError(
    'CONFLICT',
    'ROUND_OVERRIDE_NOT_ALLOWED',
    `这场双选会现为“${ROUND_STATUS_TITLES[status]}”，人工调整应在公布结果之前或两轮之间办理。`,
    { status },
  );

export const wishesClosed = () =>
  new DomainError('CONFLICT', 'ROUND_WISHES_CLOSED', '毕业生报名和填报志愿已经截止，不能再改。请等待撮合结果。');

export const rankingClosed = () =>
  new DomainError('CONFLICT', 'ROUND_RANKING_CLOSED', '企业报名和排序已经截止，不能再改。请等待撮合结果。');

export const deadlinesInvalid = () =>
  new DomainError(
    'BAD_INPUT',
    'ROUND_DEADLINES_INVALID',
    '志愿截止时间应晚于现在，企业排序截止时间不能早于志愿截止时间，请更正。',
  );

export const drawInvalid = () =>
  new DomainError(
    'BAD_INPUT',
    'ROUND_DRAW_INVALID',
    '公开开奖的日期应在企业排序截止之后的次日或更晚，这样填报和排序时谁也不知道号码。请改用之后的一期。',
  );

export const drawNotDue = (status: RoundStatus) =>
  new DomainError(
    'CONFLICT',
    'ROUND_DRAW_NOT_DUE',
    `这场双选会现为“${ROUND_STATUS_TITLES[status]}”，排序截止之后才能录入开奖号码。`,
    { status },
  );

export const drawTooEarly = (drawOn: string) =>
  new DomainError('CONFLICT', 'ROUND_DRAW_TOO_EARLY', `约定的公开开奖日是 ${drawOn}，请在当日开奖之后录入号码。`, {
    drawOn,
  });

export const drawValueInvalid = () =>
  new DomainError(
    'BAD_INPUT',
    'ROUND_DRAW_VALUE_INVALID',
    '开奖号码应为数字，可用空格、逗号、加号、竖线或连字符分隔，最多 64 个字符。请照公告原样录入。',
  );

export const drawByPersons = () =>
  new DomainError('FORBIDDEN', 'ROUND_DRAW_BY_PERSONS', '开奖号码须由两名工作人员本人分别录入，不能由程序代录。');

export const lotKnown = () =>
  new DomainError(
    'CONFLICT',
    'ROUND_LOT_KNOWN',
    '这场双选会的抽签种子已经产生，不能重抽。可在双选会页面核对它的由来。',
  );

export const lotNotDrawn = (drawSource: string | null) =>
  new DomainError(
    'CONFLICT',
    'ROUND_LOT_NOT_DRAWN',
    `抽签种子尚未产生，不能撮合。请由两名工作人员分别录入“${drawSource ?? '约定的公开开奖'}”的号码。`,
  );

export const roundGoingOn = () =>
  new DomainError(
    'CONFLICT',
    'ROUND_GOING_ON',
    '该地区（或其上下级地区）这一毕业年份已有一场未结束的双选会。请先结束或取消它，再建立或开放新的一场。',
  );

export const roundWithoutParticipants = () =>
  new DomainError(
    'CONFLICT',
    'ROUND_EMPTY',
    '没有可参加撮合的毕业生或岗位（未报名、已录用、岗位已关闭或无剩余名额），无法撮合。请先确认报名名单。',
  );

export const noPassLeft = (passes: number) =>
  new DomainError('CONFLICT', 'ROUND_NO_PASS_LEFT', `这场双选会共 ${passes} 轮，已全部进行。请结束双选会。`, {
    passes,
  });

export const answersPending = (count: number) =>
  new DomainError(
    'CONFLICT',
    'ROUND_ANSWERS_PENDING',
    `还有 ${count} 个结果在等待答复，期限未到。请等全部答复或期限届满后再办理。`,
    { count },
  );

export const notInRound = () =>
  new DomainError('NOT_FOUND', 'ROUND_PARTICIPANT_NOT_FOUND', '没有在这场双选会中找到该报名，请先报名或核对编号。');

export const removedFromRound = () =>
  new DomainError(
    'CONFLICT',
    'ROUND_PARTICIPANT_REMOVED',
    '该报名已由工作人员移出这场双选会，不能再办理。原因见报名记录。',
  );

export const graduateNotOfRound = () =>
  new DomainError(
    'CONFLICT',
    'ROUND_GRADUATE_OUTSIDE',
    '该毕业生的学校地区或毕业年份不在这场双选会的范围内，请选择相应的双选会。',
  );

export const postingNotOfRound = () =>
  new DomainError('CONFLICT', 'ROUND_POSTING_OUTSIDE', '该岗位的工作地区不在这场双选会的范围内，请选择相应的双选会。');

export const completionOptedOut = () =>
  new DomainError(
    'CONFLICT',
    'ROUND_COMPLETION_OPTED_OUT',
    '该毕业生已选择不接受自动推荐，不能同意按得分补全志愿。请改为不补全，或先恢复自动推荐。',
  );

export const seatsInvalid = (seats: number, free: number) =>
  new DomainError(
    'BAD_INPUT',
    'ROUND_SEATS_INVALID',
    `投入名额为 ${seats}，应为 1 到 ${free}（岗位尚余的名额）。请更正名额。`,
    { seats, free },
  );

export const tooManyWishes = (count: number, longest: number) =>
  new DomainError('BAD_INPUT', 'TOO_MANY_WISHES', `填报了 ${count} 个志愿，最多 ${longest} 个。请删减。`, {
    count,
    longest,
  });

export const wishNotInRound = (jobPostingIds: readonly number[]) =>
  new DomainError(
    'BAD_INPUT',
    'WISH_NOT_IN_ROUND',
    `岗位 ${jobPostingIds.join('、')} 未参加这场双选会，或已关闭、已退出。请从志愿中删除后重新提交。`,
    { jobPostingIds },
  );

export const rankedNotCandidate = (graduateIds: readonly number[]) =>
  new DomainError(
    'BAD_INPUT',
    'RANKED_NOT_CANDIDATE',
    `毕业生 ${graduateIds.join('、')} 没有把该岗位填入志愿，不能排序。请从名单中删除后重新提交。`,
    { graduateIds },
  );

export const matchNotFound = () =>
  new DomainError('NOT_FOUND', 'ROUND_MATCH_NOT_FOUND', '没有找到已公布的撮合结果，或它不在您可查看的范围内。');

export const matchStepNotAllowed = (status: MatchStatus) =>
  new DomainError(
    'CONFLICT',
    'ROUND_MATCH_STEP_NOT_ALLOWED',
    `该结果现为“${MATCH_STATUS_TITLES[status]}”，不能再办理。请刷新后查看最新状态。`,
    { status },
  );

export const answerTooLate = () =>
  new DomainError('CONFLICT', 'ROUND_ANSWER_TOO_LATE', '答复期限已过，该结果不再有效。请参加下一轮或直接应聘。');

export const matchConfirmed = () =>
  new DomainError('CONFLICT', 'ROUND_MATCH_CONFIRMED', '已确认的录用不能通过退出双选会撤销。请在应聘记录中撤回录用。');
