import { organisationWord } from '../../../domain/organisation-words';
import { RankingView, rankedRows } from '../../../domain/ranking-view';
import type { ReportOptions } from '../../../domain/report-options';
import { CellContent, ChartPlan, FIRST_ROW, SeriesPlan, SheetPlan } from '../sheet-plan';
import { chartPlace } from './chart-place';
import { sheetName, sheetNote } from './sheet-texts';

/** Lines that can be told apart. */
const CHART_LINES = 8;

/** 趋势: score and rank of each year side by side, the earliest first. */
export function trendSheet(view: RankingView, options: ReportOptions): SheetPlan {
  const word = organisationWord(view.subject);
  const years = [view, ...view.earlier].reverse();
  const byYear = years.map(({ rows }) => new Map(rows.map(({ row }) => [row.organisationId, row])));
  const table = view.rows.map(({ row }) => ({
    row,
    scores: byYear.map((rows) => rows.get(row.organisationId)?.score ?? null),
    ranks: byYear.map((rows) => rows.get(row.organisationId)?.rank ?? null),
  }));
  return {
    name: sheetName('趋势', view),
    title: `十校百企${word}考核历年得分与名次`,
    note: sheetNote(view, options),
    columns: [
      { title: `${word}代码`, width: 22, style: 'text' },
      { title: `${word}名称`, width: 34, style: 'text' },
      ...years.map(({ year }) => ({ title: `${year}年得分`, width: 12, style: 'score' as const })),
      ...years.map(({ year }) => ({ title: `${year}年名次`, width: 12, style: 'integer' as const })),
    ],
    rows: table.map(({ row, scores, ranks }): CellContent[] => [
      row.code,
      row.name,
      ...scores.map((decimal) => (decimal === null ? null : { decimal })),
      ...ranks,
    ]),
    frozenColumns: 2,
    charts: years.length < 2 ? [] : [trendChart(view, years, table)],
  };
}

function trendChart(
  view: RankingView,
  years: readonly RankingView[],
  table: readonly { row: { name: string }; scores: readonly (string | null)[] }[],
): ChartPlan {
  const lines = table.slice(0, Math.min(CHART_LINES, rankedRows(view).length));
  const lastYear = 1 + years.length;
  const series = lines.map(({ row, scores }, index): SeriesPlan => {
    const line = FIRST_ROW - 1 + index;
    return {
      name: { from: { column: 1, row: line }, to: { column: 1, row: line }, contents: [row.name] },
      categories: {
        from: { column: 2, row: 2 },
        to: { column: lastYear, row: 2 },
        contents: years.map(({ year }) => `${year}年得分`),
      },
      values: { from: { column: 2, row: line }, to: { column: lastYear, row: line }, contents: scores },
    };
  });
  return {
    kind: 'LINE',
    title: `前${lines.length}名历年得分`,
    valueTitle: '总分',
    minimum: null,
    series,
    ...chartPlace(table.length, 2 + 2 * years.length),
  };
}
