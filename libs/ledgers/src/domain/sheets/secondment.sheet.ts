import { yesNo } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { personName } from '../cells/person-name.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

const columns = {
  code: required('挂职编号', code(40), { width: 18 }),
  schoolCode: required('学校代码', code(32)),
  teacherNumber: required('教师工号', code(40)),
  teacherName: required('教师姓名', personName(60)),
  uscc: required('统一社会信用代码', creditCode(), { width: 22 }),
  post: optional('岗位', text(120), { width: 20 }),
  startsOn: required('开始日期', date()),
  endsOn: required('结束日期', date()),
  evaluation: optional('考核结果', text(120)),
  verified: required('已核验', yesNo({ yes: ['已核验', '已'], no: ['未核验', '未'] }), {
    aliases: ['是否核验', '是否已核验'],
    official: true,
  }),
};

/** 教师挂职: a teacher works at an enterprise, both days included. */
export const secondmentSheet = defineSheet({
  key: 'secondment',
  name: '教师挂职',
  columns,
  naturalKey: ['code'],
  references: [
    { to: 'school', fields: ['schoolCode'], blame: 'schoolCode' },
    { to: 'enterprise', fields: ['uscc'], blame: 'uscc' },
  ],
  checks: [notBefore<SecondmentRow>('endsOn', 'startsOn', '结束日期早于开始日期，请核对两个日期。')],
  fact: 'SECONDMENT',
});

export type SecondmentRow = RowOf<typeof columns>;
