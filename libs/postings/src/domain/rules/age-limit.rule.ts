import { PostingContent, PostingField } from '../posting-content';
import { PostingFinding, PostingRule } from './posting-rule';

/** '35岁以下', '45周岁以内', '不超过40岁', '18-35岁'. Saying that one must have turned 16 or 18 is the law's own limit. */
const UPPER_LIMIT =
  /\d{2}(?:周)?岁(?:及)?(?:以下|以内|之内|之下|封顶)|(?:不超过|不大于|不满|小于|低于|限)\d{2}(?:周)?岁|\d{2}(?:周)?(?:岁)?[-–—~～至到]\d{2}(?:周)?岁/u;

/**
 * No upper limit of age: 就业促进法 forbids discrimination, and a graduate's age says nothing about the work. Numbers
 * make a dictionary useless here, so the rule reads them.
 */
export const ageLimit: PostingRule = (content) =>
  (['title', 'description'] as const).flatMap((field) => findingIn(content, field));

function findingIn(content: PostingContent, field: PostingField): PostingFinding[] {
  const text = String(content[field] ?? '')
    .normalize('NFKC')
    .replace(/\s+/gu, '');
  const found = UPPER_LIMIT.exec(text)?.[0];
  if (found === undefined) return [];
  return [
    {
      field,
      rule: 'AGE_LIMIT',
      message: `“${found}”限制了年龄，请删除；法定要求可写“年满 16 周岁”或“年满 18 周岁”。`,
    },
  ];
}
