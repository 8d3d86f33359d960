import { DomainError } from '@sxbq/kernel';

export const ownRights = (): DomainError =>
  new DomainError('FORBIDDEN', 'OWN_RIGHTS', '不能变更自己的账号、角色或所属机构，请由另一位系统管理员办理。');

export const membershipNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'MEMBERSHIP_NOT_FOUND', '没有这个任职，或它已经结束。');

export const organisationDisabled = (name: string): DomainError =>
  new DomainError('CONFLICT', 'ORGANISATION_DISABLED', `机构“${name}”已停用，请先启用。`);

export const organisationChanged = (): DomainError =>
  new DomainError('CONFLICT', 'ORGANISATION_REVISION_CONFLICT', '机构信息已被他人修改，请重新读取后再改。');

export const organisationExists = (): DomainError =>
  new DomainError('CONFLICT', 'ORGANISATION_EXISTS', '该学校、企业或代码已有对应的机构，请直接使用。');

export const organisationCodeMissing = (): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'ORGANISATION_CODE_MISSING',
    '主管部门与管理机构须填写代码和名称；学校与企业取自登记信息，无须填写。',
  );

/** One that is not in the register, or of which the register knows nothing. */
export const registerEntryNotFound = (): DomainError =>
  new DomainError('NOT_FOUND', 'REGISTER_ENTRY_NOT_FOUND', '没有登记过这所学校或这家企业，请先登记。');
