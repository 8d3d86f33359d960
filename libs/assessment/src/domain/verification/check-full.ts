import { cellsOf, saltsOf } from '../bundle/cells';
import { holdingsOf } from '../bundle/holdings';
import { inOrder } from '../bundle/in-order';
import { inputProblems } from '../bundle/input-problems';
import { leafOf } from '../bundle/leaves';
import { RankingBundle } from '../model/ranking-bundle';
import { rankAll } from '../ranking/rank-organisations';
import { checkSeal } from './check-seal';
import { compareRankingResults } from './compare-results';
import { Difference, ofBundle } from './difference';

/** A full bundle: every number again from the facts, every hash again from what the bundle holds. */
export function checkFull(bundle: RankingBundle): Difference[] {
  const leaves = holdingsOf(bundle, bundle.rankings).map((holding) => {
    const { organisation, row } = holding;
    const salts = saltsOf(organisation, bundle.salt);
    return { identity: organisation, leaf: leafOf(organisation, row, cellsOf(holding, bundle.salt), salts) };
  });
  return [
    ...inputProblems(bundle).map(({ path, message }) => ofBundle('INPUT', path, message, null)),
    ...orderDifferences(bundle),
    ...compareRankingResults(bundle.rankings, rankAll(bundle)),
    ...checkSeal(bundle, leaves),
  ];
}

/** A bundle has one order; another one would be another text of the same bundle. */
function orderDifferences(bundle: RankingBundle): Difference[] {
  const ordered = inOrder(bundle);
  return (['schemes', 'organisations', 'marks'] as const).flatMap((part) =>
    JSON.stringify(bundle[part]) === JSON.stringify(ordered[part]) ? [] : [ofBundle('INPUT', part, '次序不对', null)],
  );
}
