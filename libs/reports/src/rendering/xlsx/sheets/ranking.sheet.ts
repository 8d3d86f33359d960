import { organisationWord } from '../../../domain/organisation-words';
import { placesWon, RankingView, rankedRows } from '../../../domain/ranking-view';
import type { ReportOptions } from '../../../domain/report-options';
import { CellContent, ChartPlan, FIRST_ROW, SheetPlan } from '../sheet-plan';
import { chartPlace } from './chart-place';
import { sheetName, sheetNote } from './sheet-texts';

const NAME_COLUMN = 2;
const SCORE_COLUMN = 4;
const COLUMNS = 10;
/** More bars than this cannot be read. */
const CHART_ROWS = 30;

/** 排名: who came where, with what, and how it was last year. */
export function rankingSheet(view: RankingView, options: ReportOptions): SheetPlan {
  const word = organisationWord(view.subject);
  return {
    name: sheetName('排名', view),
    title: `${view.year}年度十校百企${word}考核排名`,
    note: sheetNote(view, options),
    columns: [
      { title: '名次', width: 8, style: 'integer' },
      { title: `${word}代码`, width: 22, style: 'text' },
      { title: `${word}名称`, width: 34, style: 'text' },
      { title: '区划代码', width: 11, style: 'centred' },
      { title: '总分', width: 10, style: 'score' },
      { title: '硬指标达标数', width: 14, style: 'integer' },
      { title: '表彰等次', width: 14, style: 'centred' },
      { title: '上年名次', width: 11, style: 'integer' },
      { title: '名次升降', width: 11, style: 'change' },
      { title: '一票否决', width: 24, style: 'text' },
    ],
    rows: view.rows.map((each): CellContent[] => [
      each.row.rank ?? { content: '不排名', style: 'centred' },
      each.row.code,
      each.row.name,
      each.organisation.regionCode,
      { decimal: each.row.score },
      each.row.hardTargetsMet,
      each.award ? { content: each.award.title, style: 'award' } : null,
      each.previousRank,
      placesWon(each),
      each.vetoes.join('、'),
    ]),
    frozenColumns: NAME_COLUMN + 1,
    charts: scoreChart(view, word),
  };
}

function scoreChart(view: RankingView, word: string): ChartPlan[] {
  const rows = rankedRows(view).slice(0, CHART_ROWS);
  if (rows.length === 0) return [];
  const first = FIRST_ROW - 1;
  const last = first + rows.length - 1;
  return [
    {
      kind: 'BAR',
      title: rows.length < view.rows.length ? `前${rows.length}名${word}总分` : `${word}总分`,
      valueTitle: '总分',
      minimum: 0,
      ...chartPlace(view.rows.length, COLUMNS),
      series: [
        {
          name: { from: { column: SCORE_COLUMN, row: 2 }, to: { column: SCORE_COLUMN, row: 2 }, contents: ['总分'] },
          categories: {
            from: { column: NAME_COLUMN, row: first },
            to: { column: NAME_COLUMN, row: last },
            contents: rows.map(({ row }) => row.name),
          },
          values: {
            from: { column: SCORE_COLUMN, row: first },
            to: { column: SCORE_COLUMN, row: last },
            contents: rows.map(({ row }) => row.score),
          },
        },
      ],
    },
  ];
}
