import { CommitteeAffiliation, IndicatorCode } from '@sxbq/policy/vocabulary';
import { Condition } from '../condition';
import { CommitteeFact, SchoolFacts } from '../facts';
import { INDICATOR_UNITS, noData, pace, splitEvidence } from '../indicator-results';
import { percentGoal } from '../pace';
import { EvidenceItem, IndicatorResult } from '../result';
import { RuleContext } from '../rule-context';
import { Verdict } from '../verdict';
import { ceilingDivision } from '../whole-numbers';

const COUNTED: readonly CommitteeAffiliation[] = [CommitteeAffiliation.ENTERPRISE, CommitteeAffiliation.INDUSTRY];

/**
 * COMMITTEE, every tier: enterprise and industry members of all members of the school's programme body on D, from
 * 任职日期 to the day before 离任日期; 100·counted ≥ percent·total. No members: NO_DATA. Source: domain.md §2.
 */
export function committeeRule(facts: Pick<SchoolFacts, 'committee'>, context: RuleContext): IndicatorResult {
  const { percent, clause } = context.policy.committee;
  const evidence = splitEvidence(facts.committee.map((member) => memberItem(member, context)));
  const { length: counted } = evidence.counted;
  const others = evidence.notCounted.filter(({ failed }) => failed === Condition.AFFILIATION_NOT_COUNTED);
  const total = counted + others.length;
  if (total === 0) {
    const reason = { code: 'NO_MEMBERS' as const, message: '基准日校级机构没有在任成员。' };
    return noData(IndicatorCode.COMMITTEE, { percent }, clause, reason, evidence);
  }
  const passed = 100 * counted >= percent * total;
  return {
    code: IndicatorCode.COMMITTEE,
    verdict: passed ? Verdict.PASS : Verdict.FAIL,
    measured: { counted, total },
    target: { percent },
    gap: passed ? 0 : ceilingDivision(percent * total, 100) - counted,
    unit: INDICATOR_UNITS[IndicatorCode.COMMITTEE],
    clause,
    pace: passed ? null : pace(counted, [percentGoal(percent, total)], context),
    reason: null,
    evidence,
  };
}

function memberItem(member: CommitteeFact, { asOf }: RuleContext): EvidenceItem {
  const item: EvidenceItem = { type: 'COMMITTEE_MEMBER', id: member.id, code: member.name };
  if (member.startsOn > asOf) return { ...item, failed: Condition.NOT_YET_APPOINTED };
  if (member.endsOn !== null && member.endsOn <= asOf) return { ...item, failed: Condition.ALREADY_LEFT };
  return COUNTED.includes(member.affiliation) ? item : { ...item, failed: Condition.AFFILIATION_NOT_COUNTED };
}
