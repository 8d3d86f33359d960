import { Condition, Failure } from '../condition';
import { AgreementFact } from '../facts';
import { EvidenceItem } from '../result';
import { RuleContext } from '../rule-context';
import { agreementEffective, countedExecutions } from './agreement-effective.rule';

/**
 * Looks at agreements one by one in the order given and counts each partner once: two agreements of one enterprise
 * never count twice (domain.md §2 case 3). A counted item is one partner.
 */
export function countPartners(
  agreements: readonly AgreementFact[],
  context: RuleContext,
  majorCode?: string,
): EvidenceItem[] {
  const partners = new Set<number>();
  return agreements.map((agreement) => {
    const failure = partnerFailure(agreement, partners, context);
    if (failure) return notCounted(agreement, failure, majorCode);
    partners.add(agreement.enterpriseId);
    return {
      ...identify(agreement, majorCode),
      executionIds: countedExecutions(agreement.executions, context).map(({ id }) => id),
    };
  });
}

/** The kind is asked last: case 13 speaks of an association's agreement that is effective. */
function partnerFailure(agreement: AgreementFact, partners: ReadonlySet<number>, context: RuleContext): Failure | null {
  const failure = agreementEffective(agreement, context);
  if (failure) return failure;
  if (!context.policy.countedPartnerKinds.includes(agreement.enterpriseKind)) {
    return { condition: Condition.PARTNER_KIND_NOT_COUNTED };
  }
  return partners.has(agreement.enterpriseId) ? { condition: Condition.PARTNER_ALREADY_COUNTED } : null;
}

function notCounted(agreement: AgreementFact, { condition, detail }: Failure, majorCode?: string): EvidenceItem {
  const item = { ...identify(agreement, majorCode), failed: condition };
  return detail === undefined ? item : { ...item, detail };
}

function identify(agreement: AgreementFact, majorCode?: string): EvidenceItem {
  const item: EvidenceItem = {
    type: 'AGREEMENT',
    id: agreement.id,
    code: agreement.code,
    enterpriseId: agreement.enterpriseId,
  };
  return majorCode === undefined ? item : { ...item, majorCode };
}
