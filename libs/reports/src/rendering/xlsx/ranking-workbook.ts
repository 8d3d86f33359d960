import { AssessmentSubject, RankingBundle } from '@sxbq/assessment/verification';
import { rankingView, RankingView } from '../../domain/ranking-view';
import type { ReportOptions } from '../../domain/report-options';
import { evidenceSheet } from './sheets/evidence.sheet';
import { goalsSheet } from './sheets/goals.sheet';
import { rankingSheet } from './sheets/ranking.sheet';
import { trendSheet } from './sheets/trend.sheet';
import type { SheetPlan } from './sheet-plan';
import { writeWorkbook } from './write-workbook';

/** 排名、目标、依据、趋势 of the schools, then the same of the enterprises, of whatever the run assessed. */
export function rankingWorkbook(
  bundle: RankingBundle,
  earlier: readonly RankingBundle[],
  options: ReportOptions,
): Promise<Buffer> {
  const sheets = [AssessmentSubject.SCHOOL, AssessmentSubject.ENTERPRISE].flatMap((subject) => {
    const view = rankingView(bundle, earlier, { ...options, subject });
    return view ? sheetsOf(view, options) : [];
  });
  return writeWorkbook(sheets);
}

function sheetsOf(view: RankingView, options: ReportOptions): SheetPlan[] {
  return [
    rankingSheet(view, options),
    goalsSheet(view, options),
    evidenceSheet(view, options),
    trendSheet(view, options),
  ];
}
