import { SkillGrade } from '@sxbq/training/vocabulary';

/** A skill certificate: the highest grade held in an occupation, 1 (高级技师) to 5 (初级工). */
export interface Certificate {
  readonly occupationCode: string;
  readonly grade: SkillGrade;
}

/** What a graduate can do and wishes for; the order of the lists is the order of preference. */
export interface Wishes {
  readonly certificates: readonly Certificate[];
  readonly occupationCodes: readonly string[];
  /** First digits of GB/T 2260 codes. */
  readonly regionPrefixes: readonly string[];
  /** Yuan a month; null: none named. */
  readonly salaryFloor: number | null;
}

export const MAX_WISHES = 10;

/** The first value that stands twice in a list, or null. */
export function repeatedIn(values: readonly string[]): string | null {
  return values.find((value, index) => values.indexOf(value) !== index) ?? null;
}
