/** 职业技能等级: 1 is the highest (一级/高级技师), 5 the lowest (五级/初级工). */
export type SkillGrade = 1 | 2 | 3 | 4 | 5;

export const SKILL_GRADE_TITLES: Readonly<Record<SkillGrade, readonly [ordinal: string, title: string]>> = {
  1: ['一级', '高级技师'],
  2: ['二级', '技师'],
  3: ['三级', '高级工'],
  4: ['四级', '中级工'],
  5: ['五级', '初级工'],
};
