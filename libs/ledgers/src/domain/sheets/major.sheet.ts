import { code } from '../cells/code.kind';
import { text } from '../cells/text.kind';
import { defineSheet, required, RowOf } from '../sheet-definition';

/** 专业: a major that a school offers. */
export const majorSheet = defineSheet({
  key: 'major',
  name: '专业',
  columns: {
    schoolCode: required('学校代码', code(32)),
    code: required('专业代码', code(32)),
    name: required('专业名称', text(120), { width: 32 }),
  },
  naturalKey: ['schoolCode', 'code'],
  references: [{ to: 'school', fields: ['schoolCode'], blame: 'schoolCode' }],
  fact: 'SCHOOL',
});

export type MajorRow = RowOf<typeof majorSheet.columns>;
