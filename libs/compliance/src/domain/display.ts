import { IndicatorSummary, ShareMeasured, ShareTarget } from './result';
import { Verdict, VERDICT_TITLES } from './verdict';

/** '18', '1199/2399（49.9%）', '不适用' or '无数据': what tables show as measured. */
export function measuredText({ verdict, measured }: IndicatorSummary): string {
  if (measured === null) return VERDICT_TITLES[verdict];
  return typeof measured === 'number' ? String(measured) : shareText(measured);
}

/** '20', '50% 或 1200 人', '30%'; '不适用' where there is no target. */
export function targetText({ verdict, target }: IndicatorSummary): string {
  if (target === null) return VERDICT_TITLES[verdict === Verdict.NO_DATA ? Verdict.NO_DATA : Verdict.NOT_APPLICABLE];
  return typeof target === 'number' ? String(target) : shareTargetText(target);
}

function shareText({ counted, total }: ShareMeasured): string {
  // Tenths of a percent rounded down, so that a share just below the target never looks as if it reached it.
  const tenths = (1000 * counted - ((1000 * counted) % total)) / total;
  const rest = tenths % 10;
  return `${counted}/${total}（${(tenths - rest) / 10}.${rest}%）`;
}

function shareTargetText({ percent, heads }: ShareTarget): string {
  return heads === undefined ? `${percent}%` : `${percent}% 或 ${heads} 人`;
}
