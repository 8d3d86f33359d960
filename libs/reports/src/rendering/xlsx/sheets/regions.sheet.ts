import { organisationWord } from '../../../domain/organisation-words';
import type { RankingView } from '../../../domain/ranking-view';
import { regionSummaries, RegionSummary, wholeSummary } from '../../../domain/region-summary';
import type { ReportOptions } from '../../../domain/report-options';
import { CellContent, ChartPlan, FIRST_ROW, SheetPlan } from '../sheet-plan';
import { chartPlace } from './chart-place';
import { sheetName, sheetNote } from './sheet-texts';

const MEAN_COLUMN = 4;

/** 分地区汇总: how many, how good, how many commended, and each goal's mean; the whole region last. */
export function regionsSheet(view: RankingView, options: ReportOptions): SheetPlan {
  const word = organisationWord(view.subject);
  const summaries = regionSummaries(view, options.regionNames);
  const columns: SheetPlan['columns'] = [
    { title: '区划代码', width: 11, style: 'centred' },
    { title: '地区', width: 20, style: 'text' },
    { title: `${word}数`, width: 10, style: 'integer' },
    { title: '参加排名', width: 10, style: 'integer' },
    { title: '平均得分', width: 11, style: 'score' },
    ...view.scheme.awards.map(({ title }) => ({ title, width: 10, style: 'integer' as const })),
    { title: '得分最高', width: 34, style: 'text' },
    ...view.goals.map(({ title, weight }) => ({
      title: `${title}（${weight}分）`,
      width: 13,
      style: 'score' as const,
    })),
  ];
  return {
    name: sheetName('分地区汇总', view),
    title: `${view.year}年度十校百企${word}考核分地区汇总`,
    note: sheetNote(view, options),
    columns,
    rows: [...summaries, wholeSummary(view)].map(rowOf),
    frozenColumns: 2,
    charts: summaries.length < 2 ? [] : [meanChart(summaries, columns.length)],
  };
}

const rowOf = ({ code, name, rows, ranked, mean, best, awards, goalMeans }: RegionSummary): CellContent[] => [
  code,
  name,
  rows.length,
  ranked,
  decimal(mean),
  ...awards,
  best?.row.name ?? null,
  ...goalMeans.map(decimal),
];

const decimal = (text: string | null): CellContent => (text === null ? null : { decimal: text });

function meanChart(summaries: readonly RegionSummary[], columns: number): ChartPlan {
  const [first, last] = [FIRST_ROW - 1, FIRST_ROW - 2 + summaries.length];
  const down = (column: number) => ({ from: { column, row: first }, to: { column, row: last } });
  return {
    kind: 'BAR',
    title: '各地区平均得分',
    valueTitle: '平均得分',
    minimum: 0,
    ...chartPlace(summaries.length + 1, columns),
    series: [
      {
        name: { from: { column: MEAN_COLUMN, row: 2 }, to: { column: MEAN_COLUMN, row: 2 }, contents: ['平均得分'] },
        categories: { ...down(1), contents: summaries.map(({ name }) => name) },
        values: { ...down(MEAN_COLUMN), contents: summaries.map(({ mean }) => mean) },
      },
    ],
  };
}
