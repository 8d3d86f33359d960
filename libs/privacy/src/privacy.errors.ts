import { DomainError } from '@sxbq/kernel';

export const requestNotFound = () =>
  new DomainError('NOT_FOUND', 'PERSON_REQUEST_NOT_FOUND', '没有找到该请求，或它不在您可查看的范围内。请核对编号。');

export const requestChanged = () =>
  new DomainError('CONFLICT', 'PERSON_REQUEST_CHANGED', '该请求刚被他人处理过，请刷新后查看。');

export const requestNotOpen = (status: string) =>
  new DomainError('CONFLICT', 'PERSON_REQUEST_NOT_OPEN', `该请求“${status}”，不能再作此操作。`);

export const requestOfOtherKind = (needed: string) =>
  new DomainError('BAD_INPUT', 'PERSON_REQUEST_KIND', `此操作只用于“${needed}”的请求。`);

export const idNumberInvalid = () =>
  new DomainError('BAD_INPUT', 'ID_NUMBER_INVALID', '证件号码不正确：应为 18 位且校验位相符，请核对。');

export const refusalGroundMissing = () =>
  new DomainError(
    'BAD_INPUT',
    'REFUSAL_GROUND_MISSING',
    '拒绝请求须说明理由和依据（个人信息保护法第五十条），请补充。',
  );

export const personBeyondRegion = () =>
  new DomainError(
    'FORBIDDEN',
    'PERSON_BEYOND_REGION',
    '此人的信息也由其他地区持有，删除会影响那里的记录，请由共同的上级人社局办理。',
  );

export const recordNotFound = () =>
  new DomainError('NOT_FOUND', 'PERSONAL_RECORD_NOT_FOUND', '此人名下没有这条记录，请刷新后重选。');

export const fieldNotCorrectable = (titles: readonly string[]) =>
  new DomainError(
    'BAD_INPUT',
    'FIELD_NOT_CORRECTABLE',
    titles.length > 0 ? `这类记录可更正：${titles.join('、')}。` : '这类记录请由持有它的单位更正。',
  );

export const noticeNotFound = () =>
  new DomainError('NOT_FOUND', 'PRIVACY_NOTICE_NOT_FOUND', '没有找到该告知的这个版本，请核对编号。');

export const noticeNotInForce = () =>
  new DomainError('BAD_INPUT', 'PRIVACY_NOTICE_NOT_IN_FORCE', '同意须依据现行版本的告知，请按最新版本重新征求同意。');

export const noticeJustPublished = () =>
  new DomainError('CONFLICT', 'PRIVACY_NOTICE_JUST_PUBLISHED', '该告知刚由他人发布了新版本，请刷新后重试。');

export const consentWithoutCategory = () =>
  new DomainError('BAD_INPUT', 'CONSENT_WITHOUT_CATEGORY', '同意须写明包括哪些信息，请至少选择一类。');

export const consentNotFound = () =>
  new DomainError('NOT_FOUND', 'CONSENT_NOT_FOUND', '没有找到这条同意记录，请核对编号。');

export const erasureWithoutRight = () =>
  new DomainError('FORBIDDEN', 'ERASURE_WITHOUT_RIGHT', '同意此项删除的人员已无此权限，删除没有进行，请重新决定。');
