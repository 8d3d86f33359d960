import type { StyledCell } from '../sheet-plan';
import { AssessmentSubject } from '@sxbq/assessment/verification';
import type { RankingView } from '../../../domain/ranking-view';
import { WITHHELD, WITHHELD_NOTE } from '../../../domain/organisation-view';
import { Audience, AUDIENCE_TITLES, ReportOptions } from '../../../domain/report-options';

/** Sheets of schools have the plain name; those of enterprises say so. */
export const sheetName = (plain: string, { subject }: Pick<RankingView, 'subject'>): string =>
  subject === AssessmentSubject.SCHOOL ? plain : `企业${plain}`;

/** Where the figures come from, so that they can be looked up in the published ranking. */
export function sheetNote({ bundle, scheme }: RankingView, { audience, draft }: ReportOptions): string {
  const version = `${scheme.title}第${scheme.version}版`;
  const mark = draft ? '草稿，不作为正式结果 · ' : '';
  const withheld = audience === Audience.PUBLIC ? ` · ${WITHHELD_NOTE}` : '';
  return `${mark}${AUDIENCE_TITLES[audience]}版 · ${version} · 考核第${bundle.version}次结果 · 数据摘要 ${bundle.digest.slice(0, 16)}${withheld}`;
}

export const WITHHELD_CELL: StyledCell = { content: WITHHELD, style: 'centred' };
