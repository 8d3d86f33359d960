import { SchoolTier } from '@sxbq/schools';
import type { PolicyDocument, TierTargets } from '../domain/policy-document';
import { tierTwice } from '../policy.errors';
import type { PolicyDocumentInput, TierTargetsInput } from './policy.inputs';
import type { PolicyDocumentType, TierTargetsType } from './policy.types';

/** GraphQL has no maps: the document's tiers become a list, highest tier first. */
export function shownDocument({ tiers, ...rest }: PolicyDocument): PolicyDocumentType {
  return {
    ...rest,
    tiers: Object.values(SchoolTier).flatMap((tier) => {
      const targets = tiers[tier];
      return targets ? [shownTier(tier, targets)] : [];
    }),
  };
}

function shownTier(tier: SchoolTier, targets: TierTargets): TierTargetsType {
  return {
    tier,
    partners: targets.PARTNERS ?? null,
    seniorClasses: targets.SENIOR_CLASSES ?? null,
    training: targets.TRAINING ?? null,
  };
}

/** The way back; POLICY_TIER_TWICE when a tier is listed twice. What it holds is checked by the service. */
export function documentOf({ tiers, ...rest }: PolicyDocumentInput): PolicyDocument {
  const byTier: PolicyDocument['tiers'] = {};
  for (const { tier, partners, seniorClasses, training } of tiers) {
    if (byTier[tier]) throw tierTwice(tier);
    byTier[tier] = without({ PARTNERS: partners, SENIOR_CLASSES: seniorClasses, TRAINING: training });
  }
  return { ...rest, tiers: byTier };
}

type Given = {
  PARTNERS: TierTargetsInput['partners'];
  SENIOR_CLASSES: TierTargetsInput['seniorClasses'];
  TRAINING: TierTargetsInput['training'];
};

/** Targets that were not given are absent, not null. */
function without(targets: Given): TierTargets {
  return Object.fromEntries(Object.entries(targets).filter(([, target]) => target)) as TierTargets;
}
