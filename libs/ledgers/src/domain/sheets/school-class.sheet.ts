import { CLASS_LEVEL_TITLES, ClassLevel } from '@sxbq/schools/vocabulary';
import { choice, choicesOf } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

const levels = choicesOf(CLASS_LEVEL_TITLES, {
  [ClassLevel.INTERMEDIATE]: ['中级', '中技', '中级工班', '中级班'],
  [ClassLevel.SENIOR]: ['高级', '高技', '高级工班', '高级班'],
  [ClassLevel.PRE_TECHNICIAN]: ['预备技师班', '预技'],
  [ClassLevel.TECHNICIAN]: ['技师班'],
});

const columns = {
  schoolCode: required('学校代码', code(32)),
  code: required('班级代码', code(40)),
  name: required('班级名称', text(120), { width: 32 }),
  majorCode: required('专业代码', code(32)),
  level: required('培养层次', choice(levels)),
  startsOn: required('开班日期', date()),
  endsOn: optional('结业日期', date()),
};

/** 班级. */
export const schoolClassSheet = defineSheet({
  key: 'schoolClass',
  name: '班级',
  columns,
  naturalKey: ['schoolCode', 'code'],
  references: [
    { to: 'school', fields: ['schoolCode'], blame: 'schoolCode' },
    { to: 'major', fields: ['schoolCode', 'majorCode'], blame: 'majorCode' },
  ],
  checks: [notBefore<SchoolClassRow>('endsOn', 'startsOn', '结业日期早于开班日期，请核对两个日期。')],
  fact: 'SCHOOL',
});

export type SchoolClassRow = RowOf<typeof columns>;
