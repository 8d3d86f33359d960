import { AssessmentSubject, ASSESSMENT_SUBJECT_TITLES, RankingBundle } from '@sxbq/assessment/verification';
import { guardFormula } from '@sxbq/kernel';
import { stringify } from 'csv-stringify/sync';
import { rankingView, RankingView } from '../../domain/ranking-view';
import type { ReportOptions } from '../../domain/report-options';

const BOM = '\ufeff';
const TITLES = [
  '年度',
  '考核对象',
  '代码',
  '名称',
  '区划代码',
  '名次',
  '总分',
  '硬指标达标数',
  '表彰等次',
  '上年名次',
  '一票否决',
  '目标代码',
  '目标名称',
  '目标分值',
  '得分',
  '指标数值',
  '目标值',
  '说明',
];

/**
 * For other systems: a line for each goal of everybody; UTF-8 with a mark that Excel and WPS look for, CRLF (RFC 4180).
 * What a spreadsheet would run as a formula gets an apostrophe in front (assurance D4).
 */
export function rankingCsv(
  bundle: RankingBundle,
  earlier: readonly RankingBundle[],
  options: ReportOptions,
): { readonly content: Buffer; readonly rows: number } {
  const lines = [AssessmentSubject.SCHOOL, AssessmentSubject.ENTERPRISE].flatMap((subject) => {
    const view = rankingView(bundle, earlier, { ...options, subject });
    return view ? linesOf(view) : [];
  });
  const text = stringify([TITLES, ...lines.map((line) => line.map(guardFormula))], { record_delimiter: 'windows' });
  return { content: Buffer.from(BOM + text, 'utf8'), rows: lines.length };
}

function linesOf({ year, subject, rows }: RankingView): string[][] {
  return rows.flatMap(({ row, organisation, award, previousRank, vetoes, cells }) => {
    const head = [
      String(year),
      ASSESSMENT_SUBJECT_TITLES[subject],
      row.code,
      row.name,
      organisation.regionCode,
      textOf(row.rank),
      row.score,
      String(row.hardTargetsMet),
      award?.title ?? '',
      textOf(previousRank),
      vetoes.join('、'),
    ];
    return cells.map(({ goal, score }) => [
      ...head,
      goal.code,
      goal.title,
      goal.weight,
      score?.score ?? '',
      score?.value ?? '',
      score?.target ?? '',
      score?.reason ?? '',
    ]);
  });
}

const textOf = (number: number | null): string => (number === null ? '' : String(number));
