import { CalendarDate } from '@sxbq/kernel';
import type { SkillGrade } from '@sxbq/training/vocabulary';

/** What a 培训菜单 says. A field that is null is open: it fits everything. */
export interface OfferContent {
  readonly name: string;
  readonly occupationEdition: string;
  readonly occupationCode: string;
  readonly grade: SkillGrade;
  readonly seats: number;
  /** Whole yuan a head; null: to be agreed. */
  readonly price: number | null;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  /** Where it is held, GB/T 2260. */
  readonly regionCode: string | null;
  readonly description: string | null;
  readonly validUntil: CalendarDate;
}

export type OfferField = keyof OfferContent;

export const OFFER_FIELD_TITLES: Readonly<Record<OfferField, string>> = {
  name: '培训名称',
  occupationEdition: '职业分类版本',
  occupationCode: '职业代码',
  grade: '等级',
  seats: '名额',
  price: '每人费用',
  startsOn: '开始日期',
  endsOn: '结束日期',
  regionCode: '培训地区',
  description: '说明',
  validUntil: '有效期至',
};

export const OFFER_FIELDS = Object.keys(OFFER_FIELD_TITLES) as OfferField[];
