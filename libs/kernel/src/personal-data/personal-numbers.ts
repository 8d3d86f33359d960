import { isCitizenIdNumber } from '../checks/citizen-id-number';
import { isUnifiedSocialCreditCode } from '../checks/unified-social-credit-code';

/** Somebody's number inside other text: `text.slice(start, end)` is the number as it is written there. */
export interface PersonalNumber {
  readonly kind: 'ID_NUMBER' | 'MOBILE';
  readonly start: number;
  readonly end: number;
}

/** What people put between the digits of one number: blanks of every width and hyphens of every kind. */
const GAP = ' \\t\\u00a0\\u2000-\\u200a\\u202f\\u3000\\-\\u2010-\\u2015\\u2212\\ufe63\\uff0d';
/** Characters nobody sees. */
const UNSEEN = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff';

/** Cheap: most texts hold no eleven digits in a row, however written. */
const WORTH_A_LOOK = new RegExp(`(?:[0-9\\uff10-\\uff19][.${GAP}${UNSEEN}]{0,3}){11}`);

const gap = `[${GAP}]{1,3}`;
/** Stands alone, or behind a word that announces a number. */
const BEFORE = '(?<=^|[^0-9A-Za-z]|(?<![A-Za-z])(?:tel|phone|mobile|mob|wechat|weixin|wx|vx|qq|id|sfz|no))';
const AFTER = '(?![0-9A-Za-z])';
/** No digits beside it, not even beyond a gap: part of a longer number in groups, as those of bank cards. */
const ALONE_BEFORE = `(?<![0-9][${GAP}]{0,3})`;
const ALONE_AFTER = `(?![${GAP}]{0,3}[0-9])`;

/** 18 characters with a birth date in the middle, right check character or not; whatever gaps are in it. */
const ID_NUMBER = new RegExp(
  BEFORE +
    spaced('[1-9]', 5, '\\d') +
    gapped('(?:19|20)', '(?:1[ ]9|2[ ]0)') +
    spacedDigits(2) +
    gapped('(?:0[1-9]|1[0-2])', '(?:0[ ][1-9]|1[ ][0-2])') +
    gapped('(?:0[1-9]|[12]\\d|3[01])', '(?:0[ ][1-9]|[12][ ]\\d|3[ ][01])') +
    spacedDigits(3) +
    `[${GAP}]{0,3}[\\dXx]` +
    AFTER,
  'gi',
);

const COUNTRY = `(?:(?:\\+|00)?86[${GAP}]{0,3}|\\(\\+?86\\)[${GAP}]{0,3})?`;
const AMOUNT_BEFORE = '(?<![¥￥$][ ]?)';
const AMOUNT_AFTER = '(?!\\.\\d{1,2}(?!\\d)|[ ]?(?:元|万|亿|％|%))';
/** Decimals of a fraction; a number in a list ('1.138…') is one of at most two digits, and not 0. */
const NOT_DECIMALS = '(?<!(?:^|[^0-9])0\\.)(?<!\\d{3}\\.)';
const MOBILE = new RegExp(
  `${BEFORE}${NOT_DECIMALS}${AMOUNT_BEFORE}(${COUNTRY})(1[3-9]\\d{9})${AFTER}${AMOUNT_AFTER}`,
  'gi',
);

/** How a mobile number is written in groups. Others are as likely the parts of an agreement's number, or amounts. */
const CLEAR_GROUPS = ['3-4-4', '3-3-5', '3-5-3', '3-4-2-2', '3-8', '7-4', '5-6'];
const GROUPS_WHEN_ALONE = ['4-3-4', '4-4-3', '3-2-3-3', '3-3-3-2', '6-5', '1-1-1-1-1-1-1-1-1-1-1'];
const GROUPED_MOBILES = [
  // '138.1234.5678' is written for a phone, and for nothing else.
  grouped(['3-4-4'], '\\.', '', ''),
  grouped(CLEAR_GROUPS, gap, '', ''),
  grouped(GROUPS_WHEN_ALONE, gap, ALONE_BEFORE, ALONE_AFTER),
];
/** A year as a group of its own is part of an agreement's number: 1504-2026-001. */
const YEAR_IN_A_GROUP_OF_A_CODE = new RegExp(`^\\d{4}${gap}(?:20\\d{2}${gap}\\d{3}|\\d{3}${gap}20\\d{2})$`);

/**
 * Every ID number and mobile number that stands in the text, from left to right: full-width digits, blanks and hyphens
 * between them, +86 in front, wrong check characters included. 统一社会信用代码 and amounts are none.
 */
export function personalNumbersIn(text: string): PersonalNumber[] {
  if (text.length < 11 || !WORTH_A_LOOK.test(text)) return [];
  const { plain, positions } = plainly(text);
  const found: PersonalNumber[] = [];
  let rest = plain.replace(ID_NUMBER, (written: string, start: number) => {
    if (isOrganisationCode(written)) return written;
    found.push({ kind: 'ID_NUMBER', start, end: start + written.length });
    return '#'.repeat(written.length);
  });
  for (const pattern of [MOBILE, ...GROUPED_MOBILES]) {
    rest = rest.replace(pattern, (written: string, country: string, mobile: string, index: number) => {
      if (YEAR_IN_A_GROUP_OF_A_CODE.test(mobile)) return written;
      const start = index + country.length;
      found.push({ kind: 'MOBILE', start, end: start + mobile.length });
      return country + '#'.repeat(mobile.length);
    });
  }
  found.sort((a, b) => a.start - b.start);
  if (!positions) return found;
  return found.map(({ kind, start, end }) => ({
    kind,
    start: positions[start] as number,
    end: (positions[end - 1] as number) + 1,
  }));
}

/** The text with ID numbers and mobile numbers masked, wherever they stand in it; the rest stays as it is. */
export function maskPersonalNumbers(text: string): string {
  let masked = '';
  let done = 0;
  for (const { start, end } of personalNumbersIn(text)) {
    masked += text.slice(done, start) + hidden(text.slice(start, end));
    done = end;
  }
  return done === 0 ? text : masked + text.slice(done);
}

const MASKED_GAP = `[.${GAP}${UNSEEN}]{0,3}`;
const MASKED_DIGIT = '[0-9\\uff10-\\uff19]';
/** What maskPersonalNumbers leaves of a number: its first 3 and last 4 characters, a star for each of the others. */
const MASKED = new RegExp(
  `(?<![0-9*])${MASKED_DIGIT}(?:${MASKED_GAP}${MASKED_DIGIT}){2}` +
    `(?:(?:${MASKED_GAP}\\*){4}|(?:${MASKED_GAP}\\*){11})(?:${MASKED_GAP}${MASKED_DIGIT}){3}` +
    `${MASKED_GAP}[0-9\\uff10-\\uff19XxＸｘ](?![0-9A-Za-z*])`,
);

/**
 * Whether a number in the text was masked: the text was read from a screen, and who saves it in the place of the one that
 * was shown loses the number.
 */
export function holdsMaskedNumber(text: string): boolean {
  return MASKED.test(text);
}

/** First 3 and last 4 characters of the number stay, and what stands between its digits. */
function hidden(number: string): string {
  const isOfNumber = (character: string): boolean => /[0-9０-９XxＸｘ]/.test(character);
  const length = [...number].filter(isOfNumber).length;
  let at = 0;
  return number.replace(/[0-9０-９XxＸｘ]/g, (character) => {
    at++;
    return at <= 3 || at > length - 4 ? character : '*';
  });
}

/** A code of 18 digits whose check fits, and which as an ID number would have a wrong one. */
function isOrganisationCode(written: string): boolean {
  const code = written.toUpperCase();
  return isUnifiedSocialCreditCode(code) && !isCitizenIdNumber(code);
}

/** Full-width characters become plain ones, unseen ones go. `positions`: where each stood; null when none went. */
function plainly(text: string): { plain: string; positions: number[] | null } {
  const narrow = text.replace(/[０-９Ｘｘ＋．（）]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  const unseen = new RegExp(`[${UNSEEN}]`);
  if (!unseen.test(narrow)) return { plain: narrow, positions: null };
  let plain = '';
  const positions: number[] = [];
  for (let index = 0; index < narrow.length; index++) {
    const character = narrow[index] as string;
    if (unseen.test(character)) continue;
    plain += character;
    positions.push(index);
  }
  return { plain, positions };
}

function grouped(shapes: readonly string[], between: string, before: string, after: string): RegExp {
  const alternatives = shapes.map((shape) => {
    const digits = shape.split('-').map((length, index) => {
      if (index > 0) return `\\d{${length}}`;
      return length === '1' ? '1' : `1[3-9]\\d{${Number(length) - 2}}`;
    });
    if (shape.startsWith('1-')) digits[1] = '[3-9]';
    return digits.join(between);
  });
  return new RegExp(
    `${BEFORE}${NOT_DECIMALS}${before}(${COUNTRY})(${alternatives.join('|')})${AFTER}${after}${AMOUNT_AFTER}`,
    'gi',
  );
}

function spaced(first: string, more: number, digit: string): string {
  return `${first}(?:[${GAP}]{0,3}${digit}){${more}}`;
}

function spacedDigits(number: number): string {
  return `(?:[${GAP}]{0,3}\\d){${number}}`;
}

/** `[ ]` in the second form stands for a gap between its two digits. */
function gapped(together: string, apart: string): string {
  return `[${GAP}]{0,3}(?:${together}|${apart.replaceAll('[ ]', gap)})`;
}
