import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';
import { z } from 'zod';

const wholeNumber = z.number().int().min(0);
const percent = z.number().int().min(0).max(100);
const clause = z.string().min(1);

const classTarget = z.object({
  /** Share of heads in counted levels, in percent of all heads. */
  percent,
  /** The alternative: heads in counted levels. */
  heads: wholeNumber,
  countedLevels: z.array(z.enum(ClassLevel)).min(1),
  clause,
});
const countTarget = z.object({ target: wholeNumber, clause });

const tierTargets = z.object({
  /** Absent: the policy sets no target for this tier (NOT_APPLICABLE). */
  PARTNERS: countTarget.optional(),
  SENIOR_CLASSES: classTarget.optional(),
  TRAINING: countTarget.optional(),
});

/** The thresholds of one policy version: data, valid for whole programme years, every figure with its clause. */
export const policyDocument = z.object({
  /** Kinds of partner that PARTNERS and MAJORS count. */
  countedPartnerKinds: z.array(z.enum(EnterpriseKind)).min(1),
  /** Verified execution records an effective agreement needs from 1 January to D. */
  minVerifiedExecutions: wholeNumber,
  /** A tier that is absent has no targets at all. */
  tiers: z.partialRecord(z.enum(SchoolTier), tierTargets),
  majors: z.object({ partnersPerMajor: wholeNumber, concernedLevels: z.array(z.enum(ClassLevel)).min(1), clause }),
  /** Lowest grade that TRAINING counts; a lower number is a higher grade. */
  training: z.object({ gradeFloor: z.number().int().min(1).max(5), clause }),
  committee: z.object({ percent, clause }),
});

export type PolicyDocument = z.infer<typeof policyDocument>;
export type TierTargets = z.infer<typeof tierTargets>;
