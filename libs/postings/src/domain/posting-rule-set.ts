import { z } from 'zod';
import { BannedPhraseKind } from './banned-phrase';
import { plain } from './plain-text';

const regionPrefix = z.string().regex(/^\d{2,12}$/);

/** What the automatic rules go by: versioned data of the bureau, never code. */
export const postingRuleSetDocument = z.object({
  /** Minimum wages, yuan a month; the longest prefix of the place of work holds. Empty: the rule cannot judge. */
  minimumWages: z
    .array(z.object({ regionPrefix, monthly: z.number().int().min(1).max(100_000), source: z.string().min(1) }))
    .refine((wages) => new Set(wages.map((wage) => wage.regionPrefix)).size === wages.length, 'region twice'),
  bannedPhrases: z.array(
    z.object({
      phrase: z.string().refine((phrase) => plain(phrase).length >= 2, 'at least two letters or digits'),
      kind: z.enum(BannedPhraseKind),
    }),
  ),
  /** Days a posting may be shown at most. */
  maximumDays: z.number().int().min(7).max(366),
});

export type PostingRuleSetDocument = z.infer<typeof postingRuleSetDocument>;

/** Minimum wage of a place, yuan a month; null when no prefix of it has one. */
export function minimumWageOf({ minimumWages }: PostingRuleSetDocument, regionCode: string): number | null {
  const [closest] = minimumWages
    .filter((wage) => regionCode.startsWith(wage.regionPrefix))
    .sort((left, right) => right.regionPrefix.length - left.regionPrefix.length);
  return closest?.monthly ?? null;
}
