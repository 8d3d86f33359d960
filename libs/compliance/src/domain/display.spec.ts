import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { measuredText, targetText } from './display';
import { IndicatorSummary } from './result';
import { Verdict } from './verdict';

const indicator = (fields: Partial<IndicatorSummary>): IndicatorSummary => ({
  code: IndicatorCode.SENIOR_CLASSES,
  verdict: Verdict.FAIL,
  measured: null,
  target: null,
  gap: null,
  unit: '人',
  clause: null,
  pace: null,
  reason: null,
  ...fields,
});

describe('what tables show', () => {
  it.each<[Partial<IndicatorSummary>, string, string]>([
    [{ measured: 18, target: 20 }, '18', '20'],
    [{ measured: 0, target: 20 }, '0', '20'],
    [
      { measured: { counted: 1199, total: 2399, alternative: null }, target: { percent: 50, heads: 1200 } },
      '1199/2399（49.9%）',
      '50% 或 1200 人',
    ],
    [{ measured: { counted: 1, total: 2 }, target: { percent: 30 } }, '1/2（50.0%）', '30%'],
    [{ verdict: Verdict.NOT_APPLICABLE }, '不适用', '不适用'],
    [{ verdict: Verdict.NO_DATA, target: { percent: 30 } }, '无数据', '30%'],
    [{ verdict: Verdict.NO_DATA }, '无数据', '无数据'],
  ])('%j: %s of %s', (fields, measured, target) => {
    expect(measuredText(indicator(fields))).toBe(measured);
    expect(targetText(indicator(fields))).toBe(target);
  });
});
