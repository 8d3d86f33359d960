import { SKILL_GRADE_TITLES, SkillGrade } from '@sxbq/training/vocabulary';
import { occupationCode } from '../cells/catalogue-codes.kind';
import { choice, Choice } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

/** 五级 … 一级, also written 初级工 … 高级技师, both together, or as the figure alone. */
const grades: Choice<SkillGrade>[] = ([5, 4, 3, 2, 1] as const).map((value) => {
  const [ordinal, title] = SKILL_GRADE_TITLES[value];
  const synonyms = [
    title,
    `${ordinal}${title}`,
    `${title}${ordinal}`,
    String(value),
    `${value}级`,
    `L${value}`,
    `${ordinal}工`,
  ];
  return { value, title: ordinal, synonyms };
});

const columns = {
  code: required('培训编号', code(40), { width: 18 }),
  schoolCode: required('学校代码', code(32)),
  uscc: required('统一社会信用代码', creditCode(), { width: 22 }),
  occupationCode: required('职业代码', occupationCode()),
  occupationName: optional('职业名称', text(120), { width: 20 }),
  grade: required('等级', choice(grades), { aliases: ['技能等级', '职业技能等级'] }),
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
