import { AssessmentSubject, RankingBundle } from '@sxbq/assessment/verification';
import { rankingView } from '../../domain/ranking-view';
import type { ReportOptions } from '../../domain/report-options';
import { goalsSheet } from './sheets/goals.sheet';
import { rankingSheet } from './sheets/ranking.sheet';
import { regionsSheet } from './sheets/regions.sheet';
import { writeWorkbook } from './write-workbook';

/** For the province: each region's figures, then the rankings and goals they come from. */
export function provinceWorkbook(
  bundle: RankingBundle,
  earlier: readonly RankingBundle[],
  options: ReportOptions,
): Promise<Buffer> {
  const sheets = [AssessmentSubject.SCHOOL, AssessmentSubject.ENTERPRISE].flatMap((subject) => {
    const view = rankingView(bundle, earlier, { ...options, subject });
    return view ? [regionsSheet(view, options), rankingSheet(view, options), goalsSheet(view, options)] : [];
  });
  return writeWorkbook(sheets);
}
