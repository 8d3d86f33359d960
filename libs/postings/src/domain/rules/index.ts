import { PostingContent } from '../posting-content';
import { ageLimit } from './age-limit.rule';
import { bannedPhrases } from './banned-phrases.rule';
import { dispatchAgency } from './dispatch-agency.rule';
import { duplicate } from './duplicate.rule';
import { minimumWage } from './minimum-wage.rule';
import { missingPay } from './missing-pay.rule';
import { PostingFinding, PostingRule, RuleContext } from './posting-rule';
import { studentProtection } from './student-protection.rule';

const RULES: readonly PostingRule[] = [
  dispatchAgency,
  missingPay,
  minimumWage,
  bannedPhrases,
  ageLimit,
  studentProtection,
  duplicate,
];

/** All that stands against the posting at once; empty: an officer may look at it. */
export function findingsOf(content: PostingContent, context: RuleContext): PostingFinding[] {
  return RULES.flatMap((rule) => rule(content, context));
}
