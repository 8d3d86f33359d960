import { MAX_HEADS, MAX_PRICE_YUAN, OFFER_FIELD_TITLES } from '@sxbq/training-menu/vocabulary';
import { occupationCode, regionCode } from '../cells/catalogue-codes.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { wholeNumber } from '../cells/number.kind';
import { skillGrade } from '../cells/skill-grade.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

const titles = OFFER_FIELD_TITLES;

const columns = {
  schoolCode: required('学校代码', code(32)),
  code: required('菜单编号', code(40), { width: 18 }),
  name: required(titles.name, text(120), { width: 28 }),
  occupationEdition: required(titles.occupationEdition, text(40)),
  occupationCode: required(titles.occupationCode, occupationCode()),
  grade: required(titles.grade, skillGrade(), { aliases: ['技能等级', '职业技能等级'] }),
  seats: required(titles.seats, wholeNumber({ min: 1, max: MAX_HEADS, unit: '人' })),
  price: optional(titles.price, wholeNumber({ min: 0, max: MAX_PRICE_YUAN, unit: '元' })),
  startsOn: required(titles.startsOn, date()),
  endsOn: required(titles.endsOn, date()),
  regionCode: optional(titles.regionCode, regionCode()),
  description: optional(titles.description, text(2_000), { width: 40 }),
  validUntil: required(titles.validUntil, date()),
};

/** 培训菜单: what a school offers to train, by its own number. */
export const trainingOfferSheet = defineSheet({
  key: 'trainingOffer',
  name: '培训菜单',
  columns,
  naturalKey: ['schoolCode', 'code'],
  references: [{ to: 'school', fields: ['schoolCode'], blame: 'schoolCode' }],
  checks: [
    notBefore<TrainingOfferRow>('endsOn', 'startsOn', '结束日期早于开始日期，请核对两个日期。'),
    notBefore<TrainingOfferRow>('endsOn', 'validUntil', '结束日期早于有效期至，请核对两个日期。'),
  ],
  fact: null,
  readPermission: 'menu.readOffers',
});

export type TrainingOfferRow = RowOf<typeof columns>;
