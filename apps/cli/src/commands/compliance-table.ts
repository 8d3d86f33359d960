import { IndicatorSummary, measuredText, SchoolSummary, targetText, Verdict, VERDICT_TITLES } from '@sxbq/compliance';
import { INDICATOR_TITLES, IndicatorCode } from '@sxbq/policy';
import { SCHOOL_TIER_TITLES } from '@sxbq/schools';
import Table from 'cli-table3';

const CODES = Object.values(IndicatorCode);

/** School × indicator: measured/target and verdict, in Chinese; wide characters count as two columns. */
export function complianceTable(schools: readonly SchoolSummary[]): string {
  const table = new Table({
    head: ['学校', '层次', '总体', ...CODES.map((code) => INDICATOR_TITLES[code])],
    style: { head: [], border: [] },
  });
  for (const school of schools) {
    const cells = CODES.map((code) => cellOf(school.indicators.find((indicator) => indicator.code === code)));
    const tier = school.tier === null ? '未认定' : SCHOOL_TIER_TITLES[school.tier];
    table.push([`${school.schoolCode}\n${school.schoolName}`, tier, VERDICT_TITLES[school.overall], ...cells]);
  }
  return table.toString();
}

/** '18/20' over '未达标，差 2 家'; a share has its target on a line of its own. */
function cellOf(indicator: IndicatorSummary | undefined): string {
  if (!indicator) return '';
  const { verdict, measured, gap, unit } = indicator;
  if (verdict === Verdict.NOT_APPLICABLE || verdict === Verdict.NO_DATA) return VERDICT_TITLES[verdict];
  const figures =
    typeof measured === 'number'
      ? `${measured}/${targetText(indicator)}`
      : `${measuredText(indicator)}\n目标 ${targetText(indicator)}`;
  const shortfall = verdict === Verdict.FAIL ? `，差 ${gap} ${unit}` : '';
  return `${figures}\n${VERDICT_TITLES[verdict]}${shortfall}`;
}

/** '共 10 所：达标 3，未达标 5，无数据 2'. */
export function complianceTotals(schools: readonly SchoolSummary[]): string {
  const counts = [Verdict.PASS, Verdict.FAIL, Verdict.NO_DATA].map(
    (verdict) => `${VERDICT_TITLES[verdict]} ${schools.filter(({ overall }) => overall === verdict).length}`,
  );
  return `共 ${schools.length} 所：${counts.join('，')}`;
}
