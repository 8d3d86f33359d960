import { BalanceRow } from './balance-row';

/** What the balance says a school might do with a major (课程改革). */
export enum MajorSuggestionKind {
  OPEN = 'OPEN',
  WIDEN = 'WIDEN',
  NARROW = 'NARROW',
}

export const MAJOR_SUGGESTION_TITLES: Readonly<Record<MajorSuggestionKind, string>> = {
  [MajorSuggestionKind.OPEN]: '建议开设',
  [MajorSuggestionKind.WIDEN]: '建议扩招',
  [MajorSuggestionKind.NARROW]: '建议压缩',
};

export interface MajorSuggestion {
  readonly kind: MajorSuggestionKind;
  readonly majorName: string;
  /** Chinese; the reason in numbers. */
  readonly reason: string;
  readonly balance: BalanceRow;
}

/** From which figures on something is suggested. */
export interface SuggestionLimits {
  /** Places for each graduate, in hundredths: at or above, widen or open. */
  readonly scarceRatioPercent: number;
  /** At or below: narrow. */
  readonly ampleRatioPercent: number;
  /** Smaller gaps, either way, say nothing. */
  readonly leastGap: number;
}

export const DEFAULT_LIMITS: SuggestionLimits = { scarceRatioPercent: 150, ampleRatioPercent: 50, leastGap: 10 };

/**
 * Suggestions for a school, greatest gap first. `city` is the balance by major of the school's city, `own` the names of
 * the school's majors. Nothing is suggested of postings that name no major.
 */
export function majorSuggestions(
  city: readonly BalanceRow[],
  own: ReadonlySet<string>,
  limits: SuggestionLimits = DEFAULT_LIMITS,
): MajorSuggestion[] {
  return city
    .filter((row) => row.key !== '' && Math.abs(row.gap) >= limits.leastGap)
    .flatMap((balance) => {
      const kind = kindOf(balance, own.has(balance.key), limits);
      return kind === null ? [] : [{ kind, majorName: balance.key, balance, reason: reasonOf(kind, balance) }];
    })
    .sort((left, right) => Math.abs(right.balance.gap) - Math.abs(left.balance.gap));
}

function kindOf({ ratioPercent }: BalanceRow, isOwn: boolean, limits: SuggestionLimits): MajorSuggestionKind | null {
  // Demand without any supply is the scarcest of all.
  if (ratioPercent === null || ratioPercent >= limits.scarceRatioPercent) {
    return isOwn ? MajorSuggestionKind.WIDEN : MajorSuggestionKind.OPEN;
  }
  return isOwn && ratioPercent <= limits.ampleRatioPercent ? MajorSuggestionKind.NARROW : null;
}

function reasonOf(kind: MajorSuggestionKind, { key, supply, demand, ratioPercent }: BalanceRow): string {
  const ratio = ratioPercent === null ? '' : `，求人倍率 ${(ratioPercent / 100).toFixed(2)}`;
  const counts = `“${key}”专业全市待就业 ${supply} 人，空缺岗位 ${demand} 个${ratio}`;
  return kind === MajorSuggestionKind.NARROW
    ? `${counts}，多 ${supply - demand} 人。`
    : `${counts}，缺 ${demand - supply} 人。`;
}
