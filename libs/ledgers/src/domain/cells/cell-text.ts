/** Characters that carry no meaning in a cell: controls (line breaks aside), zero-width marks, the byte order mark. */
const INVISIBLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const ODD_SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
/** Nothing to tidy: printable ASCII and common Chinese characters, without any space. */
const PLAIN = /^[\u0021-\u007e\u4e00-\u9fff]*$/;

/** Text as its writer meant it: invisible characters gone, every odd space a plain one, no space at either end. */
export function tidyText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(ODD_SPACES, ' ').trim();
}

/** Full-width letters, digits and signs become their ASCII forms; Chinese punctuation such as 、 and 。 stays. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

/** For codes, numbers and choices: half-width, without any space. */
export function compactText(text: string): string {
  if (/^[\u0021-\u007e]*$/.test(text)) return text;
  return halfWidth(tidyText(text)).replace(/\s+/g, '');
}

/**
 * The form in which the database compares texts (utf8mb4_unicode_520_ci): letter case, accents and width do not count;
 * characters beyond the basic plane, such as 𠮷 and 𡃁, are as different as all others.
 */
export function foldedText(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\u0000-\u007f\u4e00-\u9fff]*$/.test(text)) return text.toUpperCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
}
