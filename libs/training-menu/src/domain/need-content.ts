import { CalendarDate } from '@sxbq/kernel';
import type { SkillGrade } from '@sxbq/training/vocabulary';

/** What a 培训需求 says. A field that is null is open: everything fits it. */
export interface NeedContent {
  readonly occupationEdition: string;
  readonly occupationCode: string;
  readonly grade: SkillGrade | null;
  readonly heads: number;
  readonly earliestOn: CalendarDate | null;
  readonly latestOn: CalendarDate | null;
  /** Where it is to be held, GB/T 2260. */
  readonly regionCode: string | null;
  /** Whole yuan a head. */
  readonly priceCeiling: number | null;
  readonly remarks: string | null;
  readonly validUntil: CalendarDate;
}

export type NeedField = keyof NeedContent;

export const NEED_FIELD_TITLES: Readonly<Record<NeedField, string>> = {
  occupationEdition: '职业分类版本',
  occupationCode: '职业代码',
  grade: '等级',
  heads: '人数',
  earliestOn: '最早开始日期',
  latestOn: '最晚结束日期',
  regionCode: '培训地区',
  priceCeiling: '每人费用上限',
  remarks: '备注',
  validUntil: '有效期至',
};

export const NEED_FIELDS = Object.keys(NEED_FIELD_TITLES) as NeedField[];
