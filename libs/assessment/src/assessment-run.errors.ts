import { CalendarDate, DomainError } from '@sxbq/kernel';
import { ASSESSMENT_SUBJECT_TITLES, AssessmentSubject } from './domain/model';
import { ASSESSMENT_STATUS_TITLES, AssessmentStatus } from './domain/run/run-status';
import { ASSESSMENT_STEP_TITLES, AssessmentStep } from './domain/run/run-step';
import { ASSESSMENT_TASK_TITLES, AssessmentTask } from './domain/run/run-task';

const conflict = (code: string, message: string, details: Readonly<Record<string, unknown>> = {}): DomainError =>
  new DomainError('CONFLICT', code, message, details);
const forbidden = (code: string, message: string): DomainError => new DomainError('FORBIDDEN', code, message);
const badInput = (code: string, message: string, details: Readonly<Record<string, unknown>> = {}): DomainError =>
  new DomainError('BAD_INPUT', code, message, details);
/** A row outside the caller's scope answers exactly as one that does not exist. */
const notFound = (code: string, what: string): DomainError =>
  new DomainError('NOT_FOUND', code, `没有找到该${what}，或它不在您可查看的范围内。请核对编号。`);

export const runNotFound = () => notFound('ASSESSMENT_RUN_NOT_FOUND', '年度考核');
export const schemeNotFound = () => notFound('ASSESSMENT_SCHEME_NOT_FOUND', '考核方案');
export const organisationNotFound = () => notFound('ASSESSED_ORGANISATION_NOT_FOUND', '考核单位');
export const recordedFactNotFound = () => notFound('ASSESSMENT_FACT_NOT_FOUND', '登记事实');
export const selfScoreNotFound = () => notFound('SELF_SCORE_NOT_FOUND', '自评');
export const attachmentNotFound = () => notFound('ASSESSMENT_ATTACHMENT_NOT_FOUND', '附件');
export const attachmentPurged = () =>
  new DomainError('NOT_FOUND', 'ASSESSMENT_ATTACHMENT_PURGED', '该附件的内容已超过保存期限或依法删除，只留存登记。');
export const markNotFound = () => notFound('ASSESSMENT_MARK_NOT_FOUND', '评分任务');
export const disagreementNotFound = () => notFound('ASSESSMENT_DISAGREEMENT_NOT_FOUND', '评分分歧');
export const objectionNotFound = () => notFound('ASSESSMENT_OBJECTION_NOT_FOUND', '异议');
export const bundleNotFound = () => notFound('ASSESSMENT_BUNDLE_NOT_FOUND', '考核公布包');

export const runChanged = () =>
  conflict('ASSESSMENT_REVISION_CONFLICT', '他人刚办理过，本次操作没有生效。请刷新，核对最新状态后重做。');

export const stepNotAllowed = (step: AssessmentStep, status: AssessmentStatus) =>
  conflict(
    'ASSESSMENT_STEP_NOT_ALLOWED',
    `考核处于“${ASSESSMENT_STATUS_TITLES[status]}”阶段，不能${ASSESSMENT_STEP_TITLES[step]}。`,
    { step, status },
  );

export const taskRunning = (task: AssessmentTask) =>
  conflict('ASSESSMENT_TASK_RUNNING', `系统正在${ASSESSMENT_TASK_TITLES[task]}，请等它完成后再办理。`, { task });

export const runSuperseded = () =>
  conflict('ASSESSMENT_SUPERSEDED', '该次考核已由新的版本取代，不能再办理。请在新版本中办理。');

export const runExists = (regionPrefix: string, year: number) =>
  conflict('ASSESSMENT_RUN_EXISTS', `区划 ${regionPrefix} 的 ${year} 年度考核已经建立，请在其中办理。`, { year });

export const schemeFrozen = () =>
  conflict(
    'ASSESSMENT_SCHEME_FROZEN',
    '考核事实已冻结，方案不能再改。如确需更换方案，请用新方案重新考核，生成新的版本。',
  );

export const schemeDoesNotFit = (subject: AssessmentSubject) =>
  badInput(
    'ASSESSMENT_SCHEME_DOES_NOT_FIT',
    `该方案不是本年度、本地区的${ASSESSMENT_SUBJECT_TITLES[subject]}考核方案，请另选。`,
    { subject },
  );

export const schemeMissing = (year: number) =>
  badInput(
    'ASSESSMENT_SCHEME_MISSING',
    `${year} 年度考核至少需要一份学校或企业的考核方案，请先上传（addAssessmentScheme）；示例方案可用 assessmentSampleScheme 取得。`,
    { year },
  );

export const notYourSubject = (subject: AssessmentSubject) =>
  forbidden(
    'ASSESSMENT_NOT_YOUR_SUBJECT',
    subject === AssessmentSubject.SCHOOL
      ? '学校的考核由人社局办理，您所在的单位不能办理。'
      : '企业的考核由经信委办理，您所在的单位不能办理。',
  );

export const peopleOnly = () =>
  forbidden('ASSESSMENT_PEOPLE_ONLY', '这一步须由工作人员本人登录办理，接口账号不能代办。');

export const deadlinePast = (day: CalendarDate) =>
  badInput('ASSESSMENT_DEADLINE_PAST', `自评截止日 ${day} 已过，请另定日期。`, { day });

export const selfScoreClosed = (lastDay: CalendarDate) =>
  conflict('SELF_SCORE_CLOSED', `自评已于 ${lastDay} 截止并锁定，不能再填报或修改。`, { lastDay });

export const selfScoreStillOpen = (lastDay: CalendarDate) =>
  conflict('SELF_SCORE_STILL_OPEN', `自评截止日为 ${lastDay}，截止之后才能冻结事实。`, { lastDay });

export const selfScoreChanged = () =>
  conflict('SELF_SCORE_REVISION_CONFLICT', '本单位的其他人刚修改过这项自评，本次没有保存。请刷新后重填。');

export const goalUnknown = (goal: string) =>
  badInput('ASSESSMENT_GOAL_UNKNOWN', `考核方案中没有目标“${goal.slice(0, 40)}”，请核对。`);

export const pointsOutOfRange = (maximum: string) =>
  badInput('ASSESSMENT_POINTS_OUT_OF_RANGE', `分数应在 0 到 ${maximum} 之间，最多两位小数。`, { maximum });

export const attachmentTypeRefused = (types: readonly string[]) =>
  badInput('ATTACHMENT_TYPE_REFUSED', `附件的类型或内容不符，只接受：${types.join('、')}。`, { types });

export const attachmentTooLarge = (megabytes: number) =>
  new DomainError('TOO_LARGE', 'ATTACHMENT_TOO_LARGE', `附件超过 ${megabytes} MB，请压缩或拆分。`, { megabytes });

export const attachmentsTooMany = (max: number) =>
  conflict('ATTACHMENTS_TOO_MANY', `一项自评最多 ${max} 个附件，请先删除不用的。`, { max });

export const attachmentBrokenOff = () =>
  badInput('UPLOAD_BROKEN_OFF', '没有收到完整的文件，请用 multipart/form-data 的 file 字段重新上传。');

export const factsFrozen = (year: number) =>
  conflict('ASSESSMENT_FACTS_FROZEN', `${year} 年度的考核事实已冻结，不能再登记或撤回。`, { year });

export const factValueOutOfRange = (min: number, max: number) =>
  badInput('ASSESSMENT_FACT_VALUE', `数值应为 ${min} 到 ${max} 的整数。`, { min, max });

export const factNotRecordable = () =>
  badInput('ASSESSMENT_FACT_NOT_RECORDABLE', '这项事实由台账自动计算，或由企业评价，不能由工作人员登记。');

/** To an enterprise the schools it does not work with are not there to be rated. */
export const notAPartner = () =>
  new DomainError(
    'NOT_FOUND',
    'ASSESSMENT_NOT_A_PARTNER',
    '没有找到该学校与本企业本年度的备案合作协议，只能评价合作学校。',
  );

export const markerUnfit = () =>
  badInput('ASSESSMENT_MARKER_UNFIT', '所选人员中有人不能评分：须是本地区人社局、经信委或督查的在任人员。');

export const markersTooFew = (unserved: number) =>
  conflict(
    'ASSESSMENT_MARKERS_TOO_FEW',
    `有 ${unserved} 个单位找不到两名与之无隶属关系、辖区相符的评分人。请增加评分人后重新分配。`,
    { unserved },
  );

export const markerOfOwn = () => forbidden('ASSESSMENT_MARKER_OF_OWN', '评分人不能给自己所在的单位评分，请换人。');

export const markGiven = () =>
  conflict('ASSESSMENT_MARK_GIVEN', '两个评分都已给出，分数不再修改；有分歧的由复核人裁定。');

export const moderatorMarked = () =>
  forbidden('ASSESSMENT_MODERATOR_MARKED', '给该目标评过分的人不能裁定其分歧，请由他人裁定。');

export const marksOutstanding = (outstanding: number) =>
  conflict('ASSESSMENT_MARKS_OUTSTANDING', `还有 ${outstanding} 个评分没有给出，不能公示。`, { outstanding });

export const moderationOutstanding = (outstanding: number) =>
  conflict('ASSESSMENT_MODERATION_OUTSTANDING', `还有 ${outstanding} 处评分分歧没有裁定，不能公示。`, { outstanding });

export const noticeOver = (lastDay: CalendarDate) =>
  conflict('ASSESSMENT_NOTICE_OVER', `公示已于 ${lastDay} 结束，不再受理异议。`, { lastDay });

export const noticeStillOpen = (lastDay: CalendarDate) =>
  conflict('ASSESSMENT_NOTICE_STILL_OPEN', `公示到 ${lastDay} 为止，期满之后才能提请公布。`, { lastDay });

export const objectionsOpen = (open: number) =>
  conflict('ASSESSMENT_OBJECTIONS_OPEN', `还有 ${open} 件异议没有答复，不能提请公布。`, { open });

export const objectionAnswered = () => conflict('ASSESSMENT_OBJECTION_ANSWERED', '这件异议已经答复，不能再次答复。');

export const correctionMissing = () =>
  badInput('ASSESSMENT_CORRECTION_MISSING', '异议成立时须给出更正的事实或评分及更正后的值；不成立时不能更正。');

export const correctionChangesNothing = () =>
  badInput('ASSESSMENT_CORRECTION_CHANGES_NOTHING', '更正后的值与现有的值相同，请核对。');

export const correctionValueMalformed = () =>
  badInput('ASSESSMENT_CORRECTION_VALUE', '更正后的值应为不小于 0 的十进制数，评分在 0 到 100 之间。');

export const publishingAlone = () =>
  forbidden('ASSESSMENT_PUBLISHING_ALONE', '提请公布与确认公布须由两人分别办理，提请人不能自己确认。');

export const notProposed = () =>
  conflict('ASSESSMENT_NOT_PROPOSED', '还没有人提请公布，请先由一人提请，再由另一人确认。');

export const alreadyProposed = () => conflict('ASSESSMENT_ALREADY_PROPOSED', '已有人提请公布，请由另一人确认。');

export const signingKeyMissing = () =>
  conflict('ASSESSMENT_SIGNING_KEY_MISSING', '没有考核签名密钥：请为后台进程设置 ASSESSMENT_SIGNING_KEY 后重试。');

export const requesterLostRights = () =>
  forbidden('ASSESSMENT_REQUESTER_LOST_RIGHTS', '提出这一步的人已无权办理，请由有权的人重新办理。');
