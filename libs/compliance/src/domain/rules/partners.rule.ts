import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { SchoolFacts } from '../facts';
import { countResult, splitEvidence, withoutTierTarget } from '../indicator-results';
import { IndicatorResult } from '../result';
import { RuleContext, tierTargets } from '../rule-context';
import { countPartners } from './counted-partners';

/**
 * PARTNERS: distinct partners of a counted kind with an effective CLOSE agreement, against the tier's number.
 * Source: domain.md §2; the policy document cites the programme text's clause.
 */
export function partnersRule(facts: Pick<SchoolFacts, 'agreements'>, context: RuleContext): IndicatorResult {
  const target = tierTargets(context.policy, context.tier).PARTNERS;
  if (!target) return withoutTierTarget(IndicatorCode.PARTNERS, context);
  const candidates = facts.agreements.filter(({ kinds }) => kinds.includes(AgreementKind.CLOSE));
  const evidence = splitEvidence(countPartners(candidates, context));
  const { length: measured } = evidence.counted;
  return countResult(IndicatorCode.PARTNERS, measured, target.target, target.clause, evidence, context);
}
