import { organisationKey } from '../model/facts';
import { GoalScore, Ranking, RankingRow } from '../model/ranking';
import { compareValues } from './compare-values';
import { Difference, NamedOrganisation, ofBundle } from './difference';

/** Every number of the rankings that comes out otherwise, by organisation, goal and field. */
export function compareRankingResults(inBundle: readonly Ranking[], recomputed: readonly Ranking[]): Difference[] {
  const [claimed, true_] = [byOrganisation(inBundle), byOrganisation(recomputed)];
  const keys = new Set([...true_.keys(), ...claimed.keys()]);
  const ofRows = [...keys].flatMap((key) => compareRow(claimed.get(key), true_.get(key)));
  return ofRows.length > 0 ? ofRows : compareOrder(inBundle, recomputed);
}

interface PlacedRow {
  readonly organisation: NamedOrganisation;
  readonly row: RankingRow;
}

function byOrganisation(rankings: readonly Ranking[]): Map<string, PlacedRow> {
  const placed = rankings.flatMap(({ subject, rows }) =>
    rows.map((row) => {
      const { organisationId, code, name } = row;
      return { organisation: { subject, organisationId, code, name }, row };
    }),
  );
  return new Map(placed.map((each) => [organisationKey(each.organisation), each]));
}

function compareRow(claimed: PlacedRow | undefined, actual: PlacedRow | undefined): Difference[] {
  const organisation = (actual ?? claimed)?.organisation ?? null;
  if (!claimed || !actual) return [result(organisation, null, 'row', claimed ? '有' : '无', actual ? '有' : '无')];
  const { goals: claimedGoals, ...claimedRow } = claimed.row;
  const { goals: actualGoals, ...actualRow } = actual.row;
  const ofRow = compareValues(claimedRow, actualRow).map(({ path, one, other }) =>
    result(organisation, null, path, one, other),
  );
  return [...ofRow, ...compareGoals(organisation, claimedGoals, actualGoals)];
}

/** Goal by goal; public versions compare only what they show. */
export function compareGoals(
  organisation: NamedOrganisation | null,
  claimed: readonly GoalScore[],
  actual: readonly GoalScore[],
): Difference[] {
  const names = new Set([...actual, ...claimed].map(({ goal }) => goal));
  return [...names].flatMap((name) => {
    const [one, other] = [claimed, actual].map((goals) => goals.find(({ goal }) => goal === name));
    return compareValues(one, other).map((difference) =>
      result(organisation, name, difference.path || 'goal', difference.one, difference.other),
    );
  });
}

/** Rows are the same, but do not stand in their order, or one stands twice. */
function compareOrder(inBundle: readonly Ranking[], recomputed: readonly Ranking[]): Difference[] {
  const [one, other] = [inBundle, recomputed].map((rankings) =>
    rankings
      .map(({ subject, rows }) => [subject, ...rows.map(({ organisationId }) => organisationId)].join(' '))
      .join('; '),
  ) as [string, string];
  return one === other ? [] : [ofBundle('RESULT', 'rankings', one, other)];
}

function result(
  organisation: NamedOrganisation | null,
  goal: string | null,
  field: string,
  inBundle: string | null,
  recomputed: string | null,
): Difference {
  return { part: 'RESULT', organisation, goal, field, inBundle, recomputed };
}
