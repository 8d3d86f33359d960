import { SchoolSummary, Verdict } from '@sxbq/compliance';
import { IndicatorCode } from '@sxbq/policy';
import { SchoolTier } from '@sxbq/schools';
import { complianceTable, complianceTotals } from './compliance-table';

const indicator = (code: IndicatorCode, fields: object) => ({
  code,
  verdict: Verdict.FAIL,
  measured: null,
  target: null,
  gap: null,
  unit: '家',
  clause: null,
  pace: null,
  reason: null,
  ...fields,
});

const school = (schoolName: string, overall: Verdict, tier: SchoolTier | null): SchoolSummary => ({
  schoolId: 1,
  schoolCode: '3204901',
  schoolName,
  tier,
  year: 2025,
  asOf: '2025-06-30',
  overall,
  indicators: [
    indicator(IndicatorCode.PARTNERS, { measured: 18, target: 20, gap: 2 }),
    indicator(IndicatorCode.MAJORS, { verdict: Verdict.PASS, measured: 6, target: 6, gap: 0, unit: '个专业' }),
    indicator(IndicatorCode.SENIOR_CLASSES, {
      measured: { counted: 1199, total: 2399, alternative: null },
      target: { percent: 50, heads: 1200 },
      gap: 1,
      unit: '人',
    }),
    indicator(IndicatorCode.TRAINING, { verdict: Verdict.NOT_APPLICABLE }),
    indicator(IndicatorCode.SECONDMENTS, { verdict: Verdict.NO_DATA }),
    indicator(IndicatorCode.COMMITTEE, {
      measured: { counted: 2, total: 9 },
      target: { percent: 30 },
      gap: 1,
      unit: '人',
    }),
  ],
  policyId: 1,
  policyCode: 'policy/2011',
  policyVersion: 1,
  ruleSetVersion: '1',
  factsDigest: '',
});

/** Columns a terminal gives the line: CJK characters and full-width marks take two. */
const widthOf = (line: string): number =>
  [...line].reduce((width, character) => width + (/[\u2e80-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1), 0);

describe('the table of compliance', () => {
  const schools = [
    school('示例技师学院', Verdict.FAIL, SchoolTier.TECHNICIAN_COLLEGE),
    school('No. 2', Verdict.NO_DATA, null),
  ];
  const table = complianceTable(schools);

  it('shows measured and target, verdict and what is missing', () => {
    for (const text of [
      '紧密型合作企业',
      '18/20',
      '未达标，差 2 家',
      '6/6',
      '1199/2399（49.9%）',
      '目标 50% 或 1200 人',
      '不适用',
      '无数据',
      '2/9（22.2%）',
      '目标 30%',
      '技师学院',
      '未认定',
    ]) {
      expect(table).toContain(text);
    }
  });

  it('is aligned however wide the characters are, and holds no colour codes', () => {
    expect(new Set(table.split('\n').map(widthOf)).size).toBe(1);
    expect(table).not.toContain('\u001b');
  });

  it('counts the schools by verdict', () => {
    expect(complianceTotals(schools)).toBe('共 2 所：达标 0，未达标 1，无数据 1');
  });
});
