import { PostingContent, PostingField } from '../posting-content';
import { PostingFinding, PostingRule } from './posting-rule';

/** Why a phrase may not stand in a posting. */
export enum BannedPhraseKind {
  GENDER = 'GENDER',
  AGE = 'AGE',
  ORIGIN = 'ORIGIN',
  HEALTH = 'HEALTH',
  FAMILY = 'FAMILY',
  MONEY = 'MONEY',
  AGENCY = 'AGENCY',
}

export const BANNED_PHRASE_KIND_TITLES: Readonly<Record<BannedPhraseKind, string>> = {
  [BannedPhraseKind.GENDER]: '性别歧视',
  [BannedPhraseKind.AGE]: '年龄歧视',
  [BannedPhraseKind.ORIGIN]: '户籍或地域歧视',
  [BannedPhraseKind.HEALTH]: '健康歧视',
  [BannedPhraseKind.FAMILY]: '婚育歧视',
  [BannedPhraseKind.MONEY]: '向求职者收取财物',
  [BannedPhraseKind.AGENCY]: '劳务派遣或中介',
};

/** One line of the dictionary, which is versioned data of the bureau. */
export interface BannedPhrase {
  /** Plain text; compared without white space, signs and case. */
  readonly phrase: string;
  readonly kind: BannedPhraseKind;
}

const SEARCHED: readonly PostingField[] = ['title', 'description'];

/** No text of the posting holds a phrase of the dictionary, however it is spaced, punctuated or widened. */
export const bannedPhrases: PostingRule = (content, { bannedPhrases: dictionary }) =>
  SEARCHED.flatMap((field) => findingsIn(content, field, dictionary));

function findingsIn(
  content: PostingContent,
  field: PostingField,
  dictionary: readonly BannedPhrase[],
): PostingFinding[] {
  const text = plain(String(content[field] ?? ''));
  if (text === '') return [];
  return dictionary
    .filter(({ phrase }) => plain(phrase) !== '' && text.includes(plain(phrase)))
    .map(({ phrase, kind }) => ({
      field,
      rule: `BANNED_PHRASE_${kind}`,
      message: `含有不允许的表述“${phrase}”（${BANNED_PHRASE_KIND_TITLES[kind]}），请删除或改写。`,
    }));
}

/** Full-width forms narrowed, lower case, nothing but letters, digits and characters. */
export function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
