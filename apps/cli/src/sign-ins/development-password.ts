import { Config } from '@sxbq/platform';
import { createHmac } from 'node:crypto';

/** Lower-case letters and digits that nobody takes for one another. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/**
 * The password of a development sign-in, 'k7mq-2vwx-9hpd-3fzt': derived from this installation's own secret, so that it
 * can be shown again at every start, is kept nowhere, and is of no use on any other installation.
 */
export function developmentPassword(config: Pick<Config, 'BLIND_INDEX_KEY'>, username: string): string {
  const digest = createHmac('sha256', Buffer.from(config.BLIND_INDEX_KEY, 'base64'))
    .update('development sign-in\0')
    .update(username)
    .digest();
  const letters = [...digest.subarray(0, 16)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
