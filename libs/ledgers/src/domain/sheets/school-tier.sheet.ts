import { SCHOOL_TIER_TITLES, SchoolTier } from '@sxbq/schools/vocabulary';
import { choice, choicesOf } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { defineSheet, required, RowOf } from '../sheet-definition';

const tiers = choicesOf(SCHOOL_TIER_TITLES, {
  [SchoolTier.TECHNICIAN_COLLEGE]: ['技师院校'],
  [SchoolTier.SENIOR_TECHNICAL]: ['高级技校', '高级技工院校'],
  [SchoolTier.NATIONAL_KEY]: ['国家级重点技工学校', '国家重点技校', '国家级重点', '国家重点'],
  [SchoolTier.PROVINCIAL_KEY]: ['省级重点技工学校', '省重点技校', '省级重点', '省重点'],
  [SchoolTier.ORDINARY]: ['其它'],
});

/** 学校层次: which tier a school holds from a day on. Only a bureau grants a tier. */
export const schoolTierSheet = defineSheet({
  key: 'schoolTier',
  name: '学校层次',
  columns: {
    schoolCode: required('学校代码', code(32)),
    tier: required('层次', choice(tiers), { aliases: ['学校层次'], official: true, width: 18 }),
    effectiveFrom: required('生效日期', date(), { official: true }),
  },
  naturalKey: ['schoolCode', 'effectiveFrom'],
  references: [{ to: 'school', fields: ['schoolCode'], blame: 'schoolCode' }],
  fact: 'SCHOOL',
});

export type SchoolTierRow = RowOf<typeof schoolTierSheet.columns>;
