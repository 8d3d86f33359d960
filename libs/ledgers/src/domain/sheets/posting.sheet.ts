import { POSTING_FIELD_TITLES, POSTING_KIND_TITLES, WORK_SHIFT_TITLES } from '@sxbq/postings/vocabulary';
import { occupationCode, regionCode } from '../cells/catalogue-codes.kind';
import { choice, choicesOf } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { nameList } from '../cells/list.kinds';
import { wholeNumber } from '../cells/number.kind';
import { skillGrade } from '../cells/skill-grade.kind';
import { text } from '../cells/text.kind';
import { defineSheet, optional, required, RowOf } from '../sheet-definition';

const MAX_MAJORS = 30;
const kinds = choicesOf(POSTING_KIND_TITLES, { JOB: ['就业', '岗位'], INTERNSHIP: ['实习'], ORDER_CLASS: ['订单班'] });
const yuan = () => wholeNumber({ min: 0, max: 1_000_000, unit: '元' });
const titles = POSTING_FIELD_TITLES;

const columns = {
  uscc: required('统一社会信用代码', creditCode(), { width: 22 }),
  code: required('岗位编号', code(40), { width: 18 }),
  kind: required(titles.kind, choice(kinds)),
  title: required(titles.title, text(120), { width: 28 }),
  occupationEdition: required(titles.occupationEdition, text(40)),
  occupationCode: required(titles.occupationCode, occupationCode()),
  majorNames: optional(titles.majorNames, nameList(MAX_MAJORS, 120), { width: 28 }),
  gradeFloor: optional('最低等级', skillGrade(), { aliases: [titles.gradeFloor] }),
  heads: required(titles.heads, wholeNumber({ min: 1, max: 10_000, unit: '人' })),
  salaryMin: optional(titles.salaryMin, yuan()),
  salaryMax: optional(titles.salaryMax, yuan()),
  regionCode: required(titles.regionCode, regionCode()),
  shift: optional(titles.shift, choice(choicesOf(WORK_SHIFT_TITLES))),
  startsOn: optional(titles.startsOn, date()),
  validUntil: required(titles.validUntil, date()),
  description: optional(titles.description, text(2_000), { width: 40 }),
};

/** 岗位: what an enterprise offers, by its own number. */
export const postingSheet = defineSheet({
  key: 'posting',
  name: '岗位',
  columns,
  naturalKey: ['uscc', 'code'],
  references: [{ to: 'enterprise', fields: ['uscc'], blame: 'uscc' }],
  checks: [
    {
      fields: ['salaryMin', 'salaryMax'],
      blame: 'salaryMax',
      code: 'SALARY_ORDER',
      message: '月薪上限低于月薪下限，请核对两个数字。',
      isMet: ({ salaryMin, salaryMax }: PostingSheetRow) =>
        salaryMin === null || salaryMax === null || salaryMax >= salaryMin,
    },
  ],
  fact: null,
  readPermission: 'postings.read',
});

export type PostingSheetRow = RowOf<typeof columns>;
