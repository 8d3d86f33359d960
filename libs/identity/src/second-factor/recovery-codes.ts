import { createHash, randomBytes } from 'node:crypto';

export const RECOVERY_CODES = 10;

/** Base32 of Crockford without the letters that are read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 24;
const GROUP = 4;

/** Ten codes of 120 random bits each: 'XXXX-XXXX-XXXX-XXXX-XXXX-XXXX'. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const signs = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
    return (signs.match(new RegExp(`.{${GROUP}}`, 'g')) as string[]).join('-');
  });
}

/** What is kept of a code, however its owner typed it. */
export function recoveryCodeHash(code: string): string {
  const signs = code.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(signs).digest('base64url');
}
