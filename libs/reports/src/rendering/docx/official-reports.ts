import { circularText } from '../../domain/circular-text';
import { provinceText } from '../../domain/province-text';
import type { RankingView } from '../../domain/ranking-view';
import type { Letterhead, ReportOptions } from '../../domain/report-options';
import { officialReport } from './official-report';

/** 通报 to those assessed. */
export const circular = (view: RankingView, letterhead: Letterhead, options: ReportOptions): Promise<Buffer> =>
  officialReport(circularText(view, letterhead, options), letterhead, options);

/** 报告 to the province. */
export const provinceReport = (view: RankingView, letterhead: Letterhead, options: ReportOptions): Promise<Buffer> =>
  officialReport(provinceText(view, letterhead, options), letterhead, options);
