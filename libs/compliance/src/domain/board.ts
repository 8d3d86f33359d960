import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { SchoolTier } from '@sxbq/schools/vocabulary';
import { SchoolSummary } from './result';
import { Verdict } from './verdict';

export enum ComplianceSort {
  CODE_ASC = 'CODE_ASC',
  NAME_ASC = 'NAME_ASC',
  /** Failing schools first, then those without data. */
  OVERALL = 'OVERALL',
  /** From 技师学院 to 其他. */
  TIER = 'TIER',
}

export const COMPLIANCE_SORT_TITLES: Readonly<Record<ComplianceSort, string>> = {
  [ComplianceSort.CODE_ASC]: '学校代码',
  [ComplianceSort.NAME_ASC]: '学校名称',
  [ComplianceSort.OVERALL]: '总体结论，未达标在前',
  [ComplianceSort.TIER]: '学校层次，由高到低',
};

/** What a board may be narrowed to; left out = all. */
export interface ComplianceFilter {
  /** Part of the school's name or code. */
  readonly search?: string | null;
  readonly regionPrefix?: string | null;
  /** Tier on D. */
  readonly tier?: SchoolTier | null;
  readonly overall?: Verdict | null;
  /** Only together: schools whose indicator has the verdict. */
  readonly indicator?: IndicatorCode | null;
  readonly verdict?: Verdict | null;
}

/** Orders of the board that SQL and memory share. */
export const OVERALL_ORDER: readonly Verdict[] = [Verdict.FAIL, Verdict.NO_DATA, Verdict.PASS];
export const TIER_ORDER: readonly SchoolTier[] = Object.values(SchoolTier);
export const INDICATOR_ORDER: readonly IndicatorCode[] = Object.values(IndicatorCode);

/** How many schools of a board have each overall verdict. */
export interface BoardTotals {
  readonly pass: number;
  readonly fail: number;
  readonly noData: number;
}

/** True when the school belongs on a board narrowed by what its result says. */
export function matchesFilter(school: SchoolSummary, filter: ComplianceFilter): boolean {
  if (filter.tier && school.tier !== filter.tier) return false;
  if (filter.overall && school.overall !== filter.overall) return false;
  if (!filter.indicator || !filter.verdict) return true;
  return school.indicators.some(({ code, verdict }) => code === filter.indicator && verdict === filter.verdict);
}

/** Keeps the order the schools came in among equals. */
export function sorted(schools: readonly SchoolSummary[], sort: ComplianceSort): SchoolSummary[] {
  const rank = rankOf(sort);
  return rank ? [...schools].sort((left, right) => rank(left) - rank(right)) : [...schools];
}

export function totalsOf(verdicts: readonly Verdict[]): BoardTotals {
  const count = (verdict: Verdict): number => verdicts.filter((each) => each === verdict).length;
  return { pass: count(Verdict.PASS), fail: count(Verdict.FAIL), noData: count(Verdict.NO_DATA) };
}

function rankOf(sort: ComplianceSort): ((school: SchoolSummary) => number) | null {
  switch (sort) {
    case ComplianceSort.CODE_ASC:
    case ComplianceSort.NAME_ASC:
      return null;
    case ComplianceSort.OVERALL:
      return ({ overall }) => OVERALL_ORDER.indexOf(overall);
    case ComplianceSort.TIER:
      // No tier yet: last.
      return ({ tier }) => (tier === null ? TIER_ORDER.length : TIER_ORDER.indexOf(tier));
  }
}
