import { Verdict } from '../verdict';

/**
 * The school as a whole: PASS only if every applicable indicator passes; NO_DATA if any is NO_DATA and none FAILs; else
 * FAIL. Source: domain.md §2 "Overall".
 */
export function overallVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(Verdict.FAIL)) return Verdict.FAIL;
  return verdicts.includes(Verdict.NO_DATA) ? Verdict.NO_DATA : Verdict.PASS;
}
