import { COMMITTEE_AFFILIATION_TITLES, CommitteeAffiliation } from '@sxbq/policy/vocabulary';
import { choice, choicesOf } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { personName } from '../cells/person-name.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

const affiliations = choicesOf(COMMITTEE_AFFILIATION_TITLES, {
  [CommitteeAffiliation.SCHOOL]: ['院校', '校方'],
  [CommitteeAffiliation.ENTERPRISE]: ['企业方'],
  [CommitteeAffiliation.INDUSTRY]: ['行业协会'],
  [CommitteeAffiliation.GOVERNMENT]: ['政府部门'],
});

const columns = {
  schoolCode: required('学校代码', code(32)),
  name: required('姓名', personName(60)),
  employer: required('单位', text(120), { width: 32 }),
  affiliation: required('身份', choice(affiliations)),
  startsOn: required('任职日期', date()),
  endsOn: optional('离任日期', date()),
};

/** 机构成员: a member of a school's programme body from 任职日期 to the day before 离任日期. */
export const committeeMemberSheet = defineSheet({
  key: 'committeeMember',
  name: '机构成员',
  columns,
  naturalKey: ['schoolCode', 'name', 'startsOn'],
  references: [{ to: 'school', fields: ['schoolCode'], blame: 'schoolCode' }],
  checks: [notBefore<CommitteeMemberRow>('endsOn', 'startsOn', '离任日期早于任职日期，请核对两个日期。')],
  fact: 'COMMITTEE',
});

export type CommitteeMemberRow = RowOf<typeof columns>;
