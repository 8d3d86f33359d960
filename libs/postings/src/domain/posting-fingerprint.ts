import { createHash } from 'node:crypto';
import { PostingContent } from './posting-content';
import { plain } from './plain-text';

/**
 * Two postings of an enterprise with one fingerprint are the same offer: kind, work, place and name. SHA-256, base64url,
 * 43 characters.
 */
export function postingFingerprint(
  content: Pick<PostingContent, 'kind' | 'occupationEdition' | 'occupationCode' | 'regionCode' | 'title'>,
): string {
  const { kind, occupationEdition, occupationCode, regionCode, title } = content;
  const image = JSON.stringify([kind, occupationEdition, occupationCode, regionCode, plain(title)]);
  return createHash('sha256').update(image).digest('base64url');
}
