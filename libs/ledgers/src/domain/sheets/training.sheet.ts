import { occupationCode } from '../cells/catalogue-codes.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { skillGrade } from '../cells/skill-grade.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

const columns = {
  code: required('培训编号', code(40), { width: 18 }),
  schoolCode: required('学校代码', code(32)),
  uscc: required('统一社会信用代码', creditCode(), { width: 22 }),
  occupationCode: required('职业代码', occupationCode()),
  occupationName: optional('职业名称', text(120), { width: 20 }),
  grade: required('等级', skillGrade(), { aliases: ['技能等级', '职业技能等级'] }),
  startsOn: required('开始日期', date()),
  endsOn: required('结束日期', date()),
};

/** 企业培训: a school trains an enterprise's staff to a grade. */
export const trainingSheet = defineSheet({
  key: 'training',
  name: '企业培训',
  columns,
  naturalKey: ['code'],
  references: [
    { to: 'school', fields: ['schoolCode'], blame: 'schoolCode' },
    { to: 'enterprise', fields: ['uscc'], blame: 'uscc' },
  ],
  checks: [notBefore<TrainingRow>('endsOn', 'startsOn', '结束日期早于开始日期，请核对两个日期。')],
  fact: 'TRAINING',
});

export type TrainingRow = RowOf<typeof columns>;
