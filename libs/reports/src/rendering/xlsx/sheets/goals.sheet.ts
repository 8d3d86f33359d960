import { organisationWord } from '../../../domain/organisation-words';
import { meanShown } from '../../../domain/decimals';
import { RankingView, scoresOf } from '../../../domain/ranking-view';
import type { ReportOptions } from '../../../domain/report-options';
import { CellContent, ChartPlan, FIRST_ROW, SheetPlan } from '../sheet-plan';
import { chartPlace } from './chart-place';
import { sheetNote, WITHHELD_CELL } from './sheet-texts';

const FIRST_GOAL = 4;

/** 目标: every goal's score of everybody, the mean in the last row. */
export function goalsSheet(view: RankingView, options: ReportOptions): SheetPlan {
  const word = organisationWord(view.subject);
  const means = view.goals.map((_, index) =>
    meanShown(
      scoresOf(view.rows, index).map(({ score }) => score),
      view.scheme.decimals,
    ),
  );
  return {
    name: `目标×${word}`,
    title: `${view.year}年度十校百企${word}各目标得分`,
    note: sheetNote(view, options),
    columns: [
      { title: '名次', width: 8, style: 'integer' },
      { title: `${word}代码`, width: 22, style: 'text' },
      { title: `${word}名称`, width: 34, style: 'text' },
      { title: '总分', width: 10, style: 'score' },
      ...view.goals.map(({ title, weight }) => ({
        title: `${title}（${weight}分）`,
        width: 13,
        style: 'score' as const,
      })),
    ],
    rows: [
      ...view.rows.map(({ row, cells }): CellContent[] => [
        row.rank ?? { content: '不排名', style: 'centred' },
        row.code,
        row.name,
        { decimal: row.score },
        ...cells.map(({ score }): CellContent => (score === null ? WITHHELD_CELL : { decimal: score.score })),
      ]),
      [
        null,
        null,
        '平均',
        decimalOrEmpty(
          meanShown(
            view.rows.map(({ row }) => row.score),
            view.scheme.decimals,
          ),
        ),
        ...means.map(decimalOrEmpty),
      ],
    ],
    frozenColumns: 3,
    charts: view.rows.length === 0 ? [] : [meanChart(view, means)],
  };
}

const decimalOrEmpty = (decimal: string | null): CellContent => (decimal === null ? null : { decimal });

function meanChart(view: RankingView, means: readonly (string | null)[]): ChartPlan {
  const lastGoal = FIRST_GOAL + view.goals.length - 1;
  const meanRow = FIRST_ROW - 1 + view.rows.length;
  const across = { from: { column: FIRST_GOAL, row: 2 }, to: { column: lastGoal, row: 2 } };
  return {
    kind: 'BAR',
    title: '各目标平均得分',
    valueTitle: '分',
    minimum: 0,
    ...chartPlace(view.rows.length + 1, lastGoal + 1),
    series: [
      {
        name: { from: { column: 2, row: meanRow }, to: { column: 2, row: meanRow }, contents: ['平均'] },
        categories: { ...across, contents: view.goals.map(({ title, weight }) => `${title}（${weight}分）`) },
        values: {
          from: { column: FIRST_GOAL, row: meanRow },
          to: { column: lastGoal, row: meanRow },
          contents: means,
        },
      },
    ],
  };
}
