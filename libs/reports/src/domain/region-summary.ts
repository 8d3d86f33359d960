import { meanShown } from './decimals';
import { rankedRows, RankingView, RowView } from './ranking-view';

/** What one part of the region came to. */
export interface RegionSummary {
  readonly code: string;
  readonly name: string;
  readonly rows: readonly RowView[];
  readonly ranked: number;
  readonly mean: string | null;
  readonly best: RowView | null;
  /** Awards in the scheme's order. */
  readonly awards: readonly number[];
  readonly goalMeans: readonly (string | null)[];
}

/** Length of the codes below a region: districts of a city, cities of a province. */
const partLength = (region: string): number => (region.length <= 2 ? 4 : 6);

/** The parts of the region that have somebody in the ranking, by code. */
export function regionSummaries(view: RankingView, names: Readonly<Record<string, string>>): RegionSummary[] {
  const parts = new Map<string, RowView[]>();
  const length = partLength(view.bundle.region);
  for (const row of view.rows) {
    const code = row.organisation.regionCode.slice(0, length);
    const rows = parts.get(code);
    if (rows) rows.push(row);
    else parts.set(code, [row]);
  }
  return [...parts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, rows]) => summaryOf(view, code, names[code] ?? names[code.padEnd(6, '0')] ?? code, rows));
}

/** The whole region, as the last line of a table. */
export const wholeSummary = (view: RankingView): RegionSummary =>
  summaryOf(view, view.bundle.region, '合计', view.rows);

function summaryOf(view: RankingView, code: string, name: string, rows: readonly RowView[]): RegionSummary {
  const ranked = rankedRows({ rows });
  const { decimals } = view.scheme;
  return {
    code,
    name,
    rows,
    ranked: ranked.length,
    mean: meanShown(
      ranked.map(({ row }) => row.score),
      decimals,
    ),
    best: ranked[0] ?? null,
    awards: view.scheme.awards.map(({ code: award }) => rows.filter((row) => row.award?.code === award).length),
    goalMeans: view.goals.map((_, index) =>
      meanShown(
        rows.flatMap(({ cells }) => cells[index]?.score?.score ?? []),
        decimals,
      ),
    ),
  };
}
