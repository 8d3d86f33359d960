import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { wholeNumber } from '../cells/number.kind';
import { defineSheet, required, RowOf } from '../sheet-definition';

/** 在校生: heads of a class on a day. */
export const enrolmentSheet = defineSheet({
  key: 'enrolment',
  name: '在校生',
  columns: {
    schoolCode: required('学校代码', code(32)),
    classCode: required('班级代码', code(40)),
    countedOn: required('统计日期', date()),
    heads: required('在校人数', wholeNumber({ min: 0, max: 100_000, unit: '人' }), { aliases: ['人数', '在校生人数'] }),
  },
  naturalKey: ['schoolCode', 'classCode', 'countedOn'],
  references: [
    { to: 'school', fields: ['schoolCode'], blame: 'schoolCode' },
    { to: 'schoolClass', fields: ['schoolCode', 'classCode'], blame: 'classCode' },
  ],
  fact: 'ENROLMENT',
});

export type EnrolmentRow = RowOf<typeof enrolmentSheet.columns>;
