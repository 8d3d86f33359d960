import { PostingContent, PostingField } from '../posting-content';
import { BannedPhrase } from '../banned-phrase';

/** What stands against showing a posting: the field to mend, and how. */
export interface PostingFinding {
  readonly field: PostingField;
  /** Code of the rule, 'MISSING_PAY'. */
  readonly rule: string;
  /** Chinese; says what is wrong and how to mend it. */
  readonly message: string;
}

/** What the rules know beside the posting itself. */
export interface RuleContext {
  /** Minimum wage of the place of work, yuan a month; null: not set, the rule cannot judge. */
  readonly minimumWage: number | null;
  /** GB/T 4754 code of the enterprise; null: not known. */
  readonly industryCode: string | null;
  /** Codes of the enterprise's other postings that are submitted or shown and look the same. */
  readonly sameAs: readonly string[];
  readonly bannedPhrases: readonly BannedPhrase[];
}

/** One automatic rule that stands before the officer (domain.md §3): no finding means it has nothing against it. */
export type PostingRule = (content: PostingContent, context: RuleContext) => readonly PostingFinding[];
