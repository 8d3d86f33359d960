/** 技工院校层次, effective-dated per school. */
export enum SchoolTier {
  TECHNICIAN_COLLEGE = 'TECHNICIAN_COLLEGE',
  SENIOR_TECHNICAL = 'SENIOR_TECHNICAL',
  NATIONAL_KEY = 'NATIONAL_KEY',
  PROVINCIAL_KEY = 'PROVINCIAL_KEY',
  ORDINARY = 'ORDINARY',
}

export const SCHOOL_TIER_TITLES: Readonly<Record<SchoolTier, string>> = {
  [SchoolTier.TECHNICIAN_COLLEGE]: '技师学院',
  [SchoolTier.SENIOR_TECHNICAL]: '高级技工学校',
  [SchoolTier.NATIONAL_KEY]: '国家级重点技校',
  [SchoolTier.PROVINCIAL_KEY]: '省级重点技校',
  [SchoolTier.ORDINARY]: '其他',
};
