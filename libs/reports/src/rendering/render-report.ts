import { AssessmentSubject, RankingBundle } from '@sxbq/assessment/verification';
import { rankingView, RankingView } from '../domain/ranking-view';
import { ReportKind } from '../domain/report-kind';
import type { Letterhead, ReportOptions } from '../domain/report-options';
import { letterheadWithoutNumbers, withoutPersonalNumbers } from '../domain/without-personal-numbers';
import { letterheadMissing, schoolNotRanked, subjectNotAssessed } from '../reports.errors';
import { rankingCsv } from './csv/ranking-csv';
import { circular, provinceReport } from './docx/official-reports';
import { schoolPages } from './pdf/school-pages';
import { provinceWorkbook } from './xlsx/province-workbook';
import { rankingWorkbook } from './xlsx/ranking-workbook';

export interface RenderedReport {
  readonly content: Buffer;
  /** Of PDF. */
  readonly pages: number | null;
  /** Of CSV: without the titles. */
  readonly rows: number | null;
}

/**
 * Makes a report. A pure function: the same bundles and options give the same bytes. No kind sees a number of a person.
 * REPORT_LETTERHEAD_MISSING, REPORT_SUBJECT_NOT_ASSESSED, REPORT_SCHOOL_NOT_RANKED.
 */
export function renderReport(
  kind: ReportKind,
  bundle: RankingBundle,
  earlier: readonly RankingBundle[],
  options: ReportOptions,
): Promise<RenderedReport> {
  const letterhead = options.letterhead && letterheadWithoutNumbers(options.letterhead);
  return rendered(kind, withoutPersonalNumbers(bundle), earlier.map(withoutPersonalNumbers), {
    ...options,
    letterhead,
  });
}

async function rendered(
  kind: ReportKind,
  bundle: RankingBundle,
  earlier: readonly RankingBundle[],
  options: ReportOptions,
): Promise<RenderedReport> {
  switch (kind) {
    case ReportKind.CIRCULAR:
      return whole(await circular(viewOf(bundle, earlier, options), letterheadOf(options), options));
    case ReportKind.PROVINCE_DOCUMENT:
      return whole(await provinceReport(viewOf(bundle, earlier, options), letterheadOf(options), options));
    case ReportKind.WORKBOOK:
      return whole(await rankingWorkbook(bundle, earlier, options));
    case ReportKind.PROVINCE_WORKBOOK:
      return whole(await provinceWorkbook(bundle, earlier, options));
    case ReportKind.SCHOOL_PAGES:
      return { rows: null, ...(await schoolPages(schoolsView(bundle, earlier, options), options)) };
    case ReportKind.CSV:
      return { pages: null, ...rankingCsv(bundle, earlier, options) };
  }
}

const whole = (content: Buffer): RenderedReport => ({ content, pages: null, rows: null });

function viewOf(bundle: RankingBundle, earlier: readonly RankingBundle[], options: ReportOptions): RankingView {
  const view = rankingView(bundle, earlier, options);
  if (!view) throw subjectNotAssessed(options.subject);
  return view;
}

function schoolsView(bundle: RankingBundle, earlier: readonly RankingBundle[], options: ReportOptions): RankingView {
  const view = viewOf(bundle, earlier, { ...options, subject: AssessmentSubject.SCHOOL });
  const { schoolId } = options;
  if (schoolId !== null && !view.rows.some(({ row }) => row.organisationId === schoolId)) throw schoolNotRanked();
  return view;
}

function letterheadOf({ letterhead }: ReportOptions): Letterhead {
  if (!letterhead) throw letterheadMissing();
  return letterhead;
}
