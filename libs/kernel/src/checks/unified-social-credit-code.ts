const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * True when the text is an 18-character 统一社会信用代码 whose check character fits (GB 32100-2015:
 * weights 3^i mod 31, check = alphabet[(31 − Σ mod 31) mod 31]). Upper case only.
 */
export function isUnifiedSocialCreditCode(text: string): boolean {
  return text.length === 18 && unifiedSocialCreditCheckCharacter(text.slice(0, 17)) === text[17];
}

/** The check character of a 17-character body, or null when a character is not of the alphabet. */
export function unifiedSocialCreditCheckCharacter(body: string): string | null {
  let sum = 0;
  let weight = 1;
  for (const character of body) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return body.length === 17 ? (ALPHABET[(31 - (sum % 31)) % 31] ?? null) : null;
}
