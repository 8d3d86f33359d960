import { goalRate } from '../../domain/text-sections';
import type { RankingView, RowView } from '../../domain/ranking-view';
import { meanShown } from '../../domain/decimals';
import { scoresOf } from '../../domain/ranking-view';
import type { ReportOptions } from '../../domain/report-options';
import { Canvas } from './canvas';
import { drawSchoolPage, GoalMean } from './school-page';

/** One page for each school of the ranking, or for one of them. */
export async function schoolPages(
  view: RankingView,
  options: Pick<ReportOptions, 'schoolId' | 'draft' | 'audience'>,
): Promise<{ readonly content: Buffer; readonly pages: number }> {
  const rows = view.rows.filter(({ row }) => options.schoolId === null || row.organisationId === options.schoolId);
  const canvas = new Canvas(titleOf(view, rows), new Date(`${view.year}-12-31T00:00:00Z`));
  const means = view.goals.map((_, index): GoalMean => ({
    rate: goalRate(view.rows, index),
    score: meanShown(
      scoresOf(view.rows, index).map(({ score }) => score),
      view.scheme.decimals,
    ),
  }));
  for (const row of rows) {
    canvas.addPage();
    if (options.draft) canvas.watermark('草　稿');
    drawSchoolPage(canvas, view, row, means, options);
  }
  return { content: await canvas.finish(), pages: rows.length };
}

function titleOf({ year }: RankingView, rows: readonly RowView[]): string {
  const name = rows.length === 1 ? (rows[0]?.row.name ?? '') : '';
  return `${name}${year}年度十校百企考核单页`;
}
