import { AssessmentScheme } from '../model/assessment-scheme';
import { OrganisationFacts } from '../model/facts';
import { Ranking } from '../model/ranking';
import { rankAll } from '../ranking/rank-organisations';
import { compareRankings, RankingMove, SchemedRanking } from './compare-rankings';

/** How everybody would move if the same facts were judged by another scheme; without marks, which people give later. */
export function compareSchemes(
  organisations: readonly OrganisationFacts[],
  before: AssessmentScheme,
  after: AssessmentScheme,
): RankingMove[] {
  const ranked = (scheme: AssessmentScheme): SchemedRanking => ({ scheme, ranking: rankingOf(scheme, organisations) });
  return compareRankings(ranked(before), ranked(after));
}

function rankingOf(scheme: AssessmentScheme, organisations: readonly OrganisationFacts[]): Ranking {
  const [ranking] = rankAll({ schemes: [scheme], organisations, marks: [], corrections: [] });
  return ranking ?? { subject: scheme.subject, rows: [] };
}
