import { CalendarDate } from '@sxbq/kernel';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { PostingKind } from './posting-kind';
import { WorkShift } from './work-shift';

/** What a posting says, as its enterprise wrote it and the checks of form let it through. */
export interface PostingContent {
  readonly kind: PostingKind;
  readonly title: string;
  /** Edition and code name the occupation together: one code means different work in different editions. */
  readonly occupationEdition: string;
  readonly occupationCode: string;
  /** Names of the majors asked for; none: every major. Schools number their majors each in its own way: the name is what they share. */
  readonly majorNames: readonly string[];
  /** Lowest grade that is enough, 1 (高级技师) to 5 (初级工); null: any. */
  readonly gradeFloor: SkillGrade | null;
  /** People looked for, 1 or more. */
  readonly heads: number;
  /** Yuan a month before tax, min ≤ max; both null when no pay is named. */
  readonly salaryMin: number | null;
  readonly salaryMax: number | null;
  /** GB/T 2260 code of the place of work. */
  readonly regionCode: string;
  readonly shift: WorkShift | null;
  readonly startsOn: CalendarDate | null;
  /** Last day on which the posting is shown. */
  readonly validUntil: CalendarDate;
  readonly description: string | null;
}

/** Names of the fields a finding can mark, as the API has them. */
export type PostingField = keyof PostingContent;

export const POSTING_FIELD_TITLES: Readonly<Record<PostingField, string>> = {
  kind: '招聘类型',
  title: '岗位名称',
  occupationEdition: '职业分类版本',
  occupationCode: '职业代码',
  majorNames: '面向专业',
  gradeFloor: '最低技能等级',
  heads: '招聘人数',
  salaryMin: '月薪下限',
  salaryMax: '月薪上限',
  regionCode: '工作地区',
  shift: '班次',
  startsOn: '到岗日期',
  validUntil: '有效期至',
  description: '岗位说明',
};
