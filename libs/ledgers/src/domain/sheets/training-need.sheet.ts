import { MAX_HEADS, MAX_PRICE_YUAN, NEED_FIELD_TITLES } from '@sxbq/training-menu/vocabulary';
import { occupationCode, regionCode } from '../cells/catalogue-codes.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { wholeNumber } from '../cells/number.kind';
import { skillGrade } from '../cells/skill-grade.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

const titles = NEED_FIELD_TITLES;

const columns = {
  uscc: required('统一社会信用代码', creditCode(), { width: 22 }),
  code: required('需求编号', code(40), { width: 18 }),
  occupationEdition: required(titles.occupationEdition, text(40)),
  occupationCode: required(titles.occupationCode, occupationCode()),
  grade: optional(titles.grade, skillGrade(), { aliases: ['技能等级', '职业技能等级'] }),
  heads: required(titles.heads, wholeNumber({ min: 1, max: MAX_HEADS, unit: '人' })),
  earliestOn: optional(titles.earliestOn, date()),
  latestOn: optional(titles.latestOn, date()),
  regionCode: optional(titles.regionCode, regionCode()),
  priceCeiling: optional(titles.priceCeiling, wholeNumber({ min: 0, max: MAX_PRICE_YUAN, unit: '元' })),
  remarks: optional(titles.remarks, text(2_000), { width: 40 }),
  validUntil: required(titles.validUntil, date()),
};

/** 培训需求: whom an enterprise wants trained, by its own number. */
export const trainingNeedSheet = defineSheet({
  key: 'trainingNeed',
  name: '培训需求',
  columns,
  naturalKey: ['uscc', 'code'],
  references: [{ to: 'enterprise', fields: ['uscc'], blame: 'uscc' }],
  checks: [
    notBefore<TrainingNeedRow>('latestOn', 'earliestOn', '最晚结束日期早于最早开始日期，请核对两个日期。'),
    notBefore<TrainingNeedRow>('latestOn', 'validUntil', '最晚结束日期早于有效期至，请核对两个日期。'),
  ],
  fact: null,
  readPermission: 'menu.readNeeds',
});

export type TrainingNeedRow = RowOf<typeof columns>;
