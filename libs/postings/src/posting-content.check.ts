import { Injectable } from '@nestjs/common';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import {
  addDays,
  CalendarDate,
  checkedCode,
  checkedDate,
  checkedOptionalText,
  checkedText,
  checkedWholeNumber,
  Clock,
  DomainError,
} from '@sxbq/kernel';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { PostingContent } from './domain/posting-content';
import { occupationUnknown, postingRegionUnknown, salaryOrder, validityOutOfRange } from './postings.errors';

const MAX_MAJORS = 30;
const MAX_SALARY = 1_000_000;

/** Content as a client gives it; what is left out counts as null. */
export type GivenContent = Pick<
  PostingContent,
  'kind' | 'title' | 'occupationEdition' | 'occupationCode' | 'heads' | 'regionCode' | 'validUntil'
> & {
  readonly majorNames?: readonly string[] | null;
  readonly gradeFloor?: number | null;
  readonly salaryMin?: number | null;
  readonly salaryMax?: number | null;
  readonly shift?: PostingContent['shift'];
  readonly startsOn?: CalendarDate | null;
  readonly description?: string | null;
};

/** The form of a posting: what no enterprise can mean. What it may not say is the automatic rules' business. */
@Injectable()
export class PostingContentCheck {
  constructor(
    private readonly catalogues: CataloguesService,
    private readonly clock: Clock,
  ) {}

  /**
   * The content to keep. FIELD_REQUIRED, FIELD_TOO_LONG, NUMBER_OUT_OF_RANGE (heads 1–10 000), SALARY_ORDER,
   * OCCUPATION_UNKNOWN, REGION_UNKNOWN, DATE_MALFORMED, VALIDITY_OUT_OF_RANGE (beyond `maximumDays` from today).
   */
  async checked(given: GivenContent, maximumDays: number): Promise<PostingContent> {
    const occupationEdition = checkedText('职业分类版本', given.occupationEdition, 40);
    const occupationCode = checkedCode('职业代码', given.occupationCode, 40);
    if (!(await this.catalogues.has(CatalogueSystem.OCCUPATION, occupationEdition, occupationCode))) {
      throw occupationUnknown(occupationEdition, occupationCode);
    }
    const regionCode = checkedCode('工作地区', given.regionCode, 12);
    if (!(await this.catalogues.knownCodes(CatalogueSystem.REGION)).has(regionCode)) {
      throw postingRegionUnknown(regionCode);
    }
    return {
      kind: given.kind,
      title: checkedText('岗位名称', given.title, 120),
      occupationEdition,
      occupationCode,
      majorNames: checkedMajors(given.majorNames ?? []),
      gradeFloor: optional(given.gradeFloor, (grade) => checkedWholeNumber('最低技能等级', grade, 1, 5) as SkillGrade),
      heads: checkedWholeNumber('招聘人数', given.heads, 1, 10_000),
      ...checkedSalary(given),
      regionCode,
      shift: given.shift ?? null,
      startsOn: optional(given.startsOn, (date) => checkedDate('到岗日期', date)),
      validUntil: this.checkedValidity(given.validUntil, maximumDays),
      description: checkedOptionalText('岗位说明', given.description, 2_000),
    };
  }

  private checkedValidity(given: CalendarDate, maximumDays: number): CalendarDate {
    const validUntil = checkedDate('有效期至', given);
    const today = this.clock.today();
    if (validUntil < today || validUntil > addDays(today, maximumDays)) throw validityOutOfRange(maximumDays);
    return validUntil;
  }
}

function checkedMajors(given: readonly string[]): string[] {
  const names = [...new Set(given.map((name) => checkedText('面向专业', name, 120)))];
  if (names.length > MAX_MAJORS) {
    throw new DomainError('BAD_INPUT', 'TOO_MANY_MAJORS', `“面向专业”最多 ${MAX_MAJORS} 个，请减少；不限专业时留空。`);
  }
  return names.sort();
}

function checkedSalary(given: GivenContent): Pick<PostingContent, 'salaryMin' | 'salaryMax'> {
  const salaryMin = optional(given.salaryMin, (yuan) => checkedWholeNumber('月薪下限', yuan, 0, MAX_SALARY));
  const salaryMax = optional(given.salaryMax, (yuan) => checkedWholeNumber('月薪上限', yuan, 0, MAX_SALARY));
  if (salaryMin !== null && salaryMax !== null && salaryMax < salaryMin) throw salaryOrder();
  return { salaryMin, salaryMax };
}

function optional<T, R>(value: T | null | undefined, check: (value: T) => R): R | null {
  return value === null || value === undefined ? null : check(value);
}
