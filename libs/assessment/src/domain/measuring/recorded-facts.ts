import { FactCode } from '../facts/fact-code';
import { Fact } from '../model/facts';
import { Facts } from './compliance-facts';
import { countFact, cutQuotient, evidenceOf } from './fact-values';
import { RecordedRow } from './rows';
import { sumOf } from './school-facts';

/** The best of an enterprise's rating. */
const BEST_RATING = 5;

/** Facts that somebody wrote down: numbers add up, ratings are averaged. */
export function recordedFacts(rows: readonly RecordedRow[]): Facts {
  const byFact = Map.groupBy(rows, ({ fact }) => fact);
  return Object.fromEntries(
    [...byFact].map(([fact, recorded]) => [
      fact,
      fact === FactCode.ENTERPRISE_RATING
        ? meanRating(recorded)
        : sumOf('RECORDED_FACT', recorded, ({ value }) => value),
    ]),
  );
}

/** Mean of the ratings in points of 0–100. */
function meanRating(ratings: readonly RecordedRow[]): Fact {
  const sum = ratings.reduce((total, { value }) => total + value, 0);
  const ids = ratings.map(({ id }) => id);
  const value = cutQuotient(100 * sum, BEST_RATING * ratings.length);
  return { ...countFact(0, evidenceOf('RECORDED_FACT', ids)), value };
}
