import shipped from '../data/posting-rules.json';
import { postingRuleSetDocument, PostingRuleSetDocument } from './posting-rule-set';

/**
 * The rules a new deployment starts with (就业促进法: no discrimination by sex, origin or health; 劳动合同法 第九条: no
 * deposits). It names no minimum wage: which amount holds is the city's to say.
 */
export const SHIPPED_POSTING_RULES: PostingRuleSetDocument = postingRuleSetDocument.parse(shipped);
