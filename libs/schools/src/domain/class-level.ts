/** 班级培养层次. */
export enum ClassLevel {
  INTERMEDIATE = 'INTERMEDIATE',
  SENIOR = 'SENIOR',
  PRE_TECHNICIAN = 'PRE_TECHNICIAN',
  TECHNICIAN = 'TECHNICIAN',
}

export const CLASS_LEVEL_TITLES: Readonly<Record<ClassLevel, string>> = {
  [ClassLevel.INTERMEDIATE]: '中级工',
  [ClassLevel.SENIOR]: '高级工',
  [ClassLevel.PRE_TECHNICIAN]: '预备技师',
  [ClassLevel.TECHNICIAN]: '技师',
};
