import { BANNED_PHRASE_KIND_TITLES, BannedPhrase } from '../banned-phrase';
import { plain } from '../plain-text';
import { PostingContent, PostingField } from '../posting-content';
import { PostingFinding, PostingRule } from './posting-rule';

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
