import { headsFit } from '@sxbq/graduates/vocabulary';
import { code } from '../cells/code.kind';
import { wholeNumber, year } from '../cells/number.kind';
import { defaulted, defineSheet, required, RowOf } from '../sheet-definition';

const heads = () => wholeNumber({ min: 0, max: 100_000, unit: '人' });

const columns = {
  schoolCode: required('学校代码', code(32)),
  classCode: required('班级代码', code(40)),
  graduationYear: required('毕业年份', year(), { aliases: ['毕业年度', '届别'] }),
  heads: required('毕业人数', heads()),
  available: required('待就业人数', heads()),
  placedBefore: defaulted('此前已就业人数', heads(), 0),
};

/** 毕业生供给: a class that graduates in a year, in numbers. */
export const graduateCohortSheet = defineSheet({
  key: 'graduateCohort',
  name: '毕业生供给',
  columns,
  naturalKey: ['schoolCode', 'classCode', 'graduationYear'],
  references: [
    { to: 'school', fields: ['schoolCode'], blame: 'schoolCode' },
    { to: 'schoolClass', fields: ['schoolCode', 'classCode'], blame: 'classCode' },
  ],
  checks: [
    {
      fields: ['heads', 'available', 'placedBefore'],
      blame: 'available',
      code: 'HEADS_DO_NOT_FIT',
      message: '待就业人数与此前已就业人数之和超过了毕业人数，请核对三个数字。',
      isMet: (row: GraduateCohortRow) => headsFit(row),
    },
  ],
  fact: null,
  readPermission: 'graduates.readCohorts',
});

export type GraduateCohortRow = RowOf<typeof columns>;
