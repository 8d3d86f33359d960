import { randomInt } from 'node:crypto';

/** Without 0/O, 1/I/L: it is read aloud and typed. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const SHAPE = /^[2-9A-HJKMNP-Z]{12}$/;

/**
 * The half of a link that its proposer is shown, as the confirmer is shown the link: neither can open it alone. Twelve
 * letters, 59 random bits; each try at a link is counted as a sign-in.
 */
export function newPairingCode(): string {
  const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}

/** As it is hashed, however it was typed; null for what is none. */
export function normalPairingCode(typed: string | null | undefined): string | null {
  const letters = (typed ?? '').replace(/[\s-]/g, '').toUpperCase();
  return SHAPE.test(letters) ? letters : null;
}
