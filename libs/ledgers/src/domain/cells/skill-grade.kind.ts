import { SKILL_GRADE_TITLES, SkillGrade } from '@sxbq/training/vocabulary';
import { choice, Choice } from './choice.kind';
import { CellProblem, ColumnKind, NO_DICTIONARIES } from './column-kind';

/** 五级 … 一级, also written 初级工 … 高级技师, both together, or as the figure alone. */
const GRADES: Choice<SkillGrade>[] = ([5, 4, 3, 2, 1] as const).map((value) => {
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

const kind = choice(GRADES);

/** 技能等级: 1 (高级技师) to 5 (初级工). */
export function skillGrade(): ColumnKind<SkillGrade> {
  return kind;
}

/** A grade written inside another cell. */
export function gradeOf(written: string): SkillGrade | null {
  const value = kind.read(written, NO_DICTIONARIES);
  return value instanceof CellProblem ? null : value;
}

export function gradeTitle(grade: SkillGrade): string {
  return SKILL_GRADE_TITLES[grade][0];
}
