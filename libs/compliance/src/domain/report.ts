import { CONDITION_DETAIL_TITLES, CONDITION_TITLES } from './condition';
import { Evidence, EvidenceItem, PartnerName, SchoolCompliance } from './result';

/** An item a person can follow: its partner by name, its failed condition also in Chinese. */
export interface ReportedItem extends EvidenceItem {
  readonly enterpriseUscc?: string;
  readonly enterpriseName?: string;
  readonly failedText?: string;
}

/**
 * What `compliance --json` prints of a school; the keys up to `indicators` are the agreed interface, the rest says by
 * what it was judged.
 */
export function reportOf(result: SchoolCompliance, partners: ReadonlyMap<number, PartnerName>) {
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
      evidence: reportedEvidence(evidence, partners),
      ...rest,
    })),
    policy: { code: result.policyCode, version: result.policyVersion },
    ruleSetVersion: result.ruleSetVersion,
    factsDigest: result.factsDigest,
  };
}

/** Ids of the partners that the evidence names. */
export function partnerIdsOf(evidence: readonly Evidence[]): number[] {
  const items = evidence.flatMap(({ counted, notCounted }) => [...counted, ...notCounted]);
  return [...new Set(items.flatMap(({ enterpriseId }) => enterpriseId ?? []))];
}

/** '无已批准的合作方案：合作方案未批准'. */
export function failedText({ failed, detail }: EvidenceItem): string | null {
  if (failed === undefined) return null;
  return detail === undefined
    ? CONDITION_TITLES[failed]
    : `${CONDITION_TITLES[failed]}：${CONDITION_DETAIL_TITLES[detail]}`;
}

export function reportedItem(item: EvidenceItem, partners: ReadonlyMap<number, PartnerName>): ReportedItem {
  const partner = item.enterpriseId === undefined ? undefined : partners.get(item.enterpriseId);
  return {
    ...item,
    ...(partner ? { enterpriseUscc: partner.uscc, enterpriseName: partner.name } : {}),
    ...(item.failed === undefined ? {} : { failedText: failedText(item) ?? '' }),
  };
}

function reportedEvidence({ counted, notCounted, majors }: Evidence, partners: ReadonlyMap<number, PartnerName>) {
  return {
    counted: counted.map((item) => reportedItem(item, partners)),
    notCounted: notCounted.map((item) => reportedItem(item, partners)),
    ...(majors ? { majors } : {}),
  };
}
