import type { RankingBundle } from '@sxbq/assessment/verification';
import { maskPersonalNumbers } from '@sxbq/kernel';
import type { Letterhead } from './report-options';

/**
 * What a report is made of, with ID and mobile numbers masked in all that somebody worded: names, titles, reasons. A
 * report says no more than the screens do, whoever it is for. Codes, scores, dates and digests stay as they are.
 */
export function withoutPersonalNumbers(bundle: RankingBundle): RankingBundle {
  return {
    ...bundle,
    schemes: masked(bundle.schemes, SCHEME_WORDS),
    organisations: masked(bundle.organisations, WORDS),
    rankings: masked(bundle.rankings, WORDS),
    corrections: masked(bundle.corrections, WORDS),
  };
}

/** The same of a letterhead, every text of which somebody wrote. */
export function letterheadWithoutNumbers(letterhead: Letterhead): Letterhead {
  return masked(letterhead, new Set(Object.keys(letterhead)));
}

const WORDS: ReadonlySet<string> = new Set(['name', 'reason']);
const SCHEME_WORDS: ReadonlySet<string> = new Set(['title']);

/** The value itself where nothing in it is masked: a nation's bundle is millions of small values. */
function masked<Value>(value: Value, words: ReadonlySet<string>): Value {
  if (typeof value !== 'object' || value === null) return value;
  let copy: Record<string, unknown> | null = null;
  for (const [key, field] of Object.entries(value)) {
    const shown: unknown =
      typeof field === 'string' && words.has(key) ? maskPersonalNumbers(field) : masked(field as unknown, words);
    if (shown !== field) (copy ??= (Array.isArray(value) ? [...value] : { ...value }) as never)[key] = shown;
  }
  return (copy ?? value) as Value;
}
