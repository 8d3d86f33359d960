import { CONDITION_DETAIL_TITLES, CONDITION_TITLES } from './condition';
import { Evidence, EvidenceItem, SchoolCompliance } from './result';

/** A candidate that was not counted, with its failed condition also in Chinese. */
export interface ReportedItem extends EvidenceItem {
  readonly failedText?: string;
}

/** What `compliance --json` prints of a school; the first nine keys are the agreed interface, the rest says by what. */
export function reportOf(result: SchoolCompliance) {
  return {
    schoolCode: result.schoolCode,
    schoolName: result.schoolName,
    tier: result.tier,
    year: result.year,
    asOf: result.asOf,
    overall: result.overall,
    indicators: result.indicators.map(({ code, verdict, measured, target, gap, unit, evidence, ...rest }) => ({
      code,
      verdict,
      measured,
      target,
      gap,
      unit,
      evidence: reportedEvidence(evidence),
      ...rest,
    })),
    policy: { code: result.policyCode, version: result.policyVersion },
    ruleSetVersion: result.ruleSetVersion,
    factsDigest: result.factsDigest,
  };
}

function reportedEvidence({ counted, notCounted, majors }: Evidence) {
  return { counted, notCounted: notCounted.map(reportedItem), ...(majors ? { majors } : {}) };
}

/** '无已批准的合作方案：合作方案未批准'. */
export function failedText({ failed, detail }: EvidenceItem): string | null {
  if (failed === undefined) return null;
  return detail === undefined
    ? CONDITION_TITLES[failed]
    : `${CONDITION_TITLES[failed]}：${CONDITION_DETAIL_TITLES[detail]}`;
}

function reportedItem(item: EvidenceItem): ReportedItem {
  return { ...item, failedText: failedText(item) ?? undefined };
}
