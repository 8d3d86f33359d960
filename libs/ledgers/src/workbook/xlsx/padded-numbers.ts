/**
 * Number formats that show a whole number as more than its digits: '0000', '000-000', '"No."0'. What the sheet shows is
 * then the code, and the number below it has lost its zeros and letters (ECMA-376 part 1, 18.8.31).
 */

/**
 * The text that is shown for a number; undefined where it is the number itself (fractions and negatives, too), null
 * where the format shows something else that is not understood.
 */
export type PaddedFormat = (value: number) => string | null | undefined;

type Piece = { readonly literal: string } | { readonly digit: '0' | '#' };

const EXACT = 999_999_999_999_999;
/** Quoted text, an escaped sign, a bracket, a filler, or one sign. */
const PIECES = /"([^"]*)"?|\\(.)|\[([^\]]*)\]|[_*].|([\s\S])/g;
/** Signs that make more of a number than its digits: point, thousands, percent, fraction, exponent, text, dates. */
const MORE_THAN_DIGITS = /[.,%/@A-Za-z]/;

/** A condition, or other digits than the usual ones: what is shown then is not worked out here. */
const BEYOND_US = /^(?:[<>=]|DBNum)/i;
/** Two zeros before the point: zeros in front, whatever else the format holds. */
const PADS = /^[^.]*0[^.]*0/;
const NOT_ITS_DIGITS = /"[^"]*"?|\\.|\[[^\]]*\]|[_*].|E[+-]?0+/gi;

/** Null for a format that shows a number as it is: its digits alone, or as an amount, a percentage, a fraction. */
export function paddedFormat(code: string): PaddedFormat | null {
  const sections = sectionsOf(code).slice(0, 3);
  const read = sections.map((section) => piecesOf(section));
  if (sections.some((section, i) => !read[i] && PADS.test(section.replace(NOT_ITS_DIGITS, '')))) {
    return (value) => (isPlain(value) ? null : undefined);
  }
  const [positive, zero] = [read[0], sections.length > 2 ? read[2] : read[0]];
  if (!addsToDigits(positive) && !addsToDigits(zero)) return null;
  return (value) => {
    const pieces = value === 0 ? zero : positive;
    return isPlain(value) && pieces && addsToDigits(pieces) ? shown(pieces, String(value)) : undefined;
  };
}

const isPlain = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= EXACT;

/** Behind a number these say of what it is a number; they are no part of a code. */
const UNITS = /^(?:[人名个位家户次项台套元岁天日月年届级分]|万元|亿元|小时|学时|课时|年度|公里|平方米)$/;

function addsToDigits(pieces: readonly Piece[] = []): boolean {
  const digits = pieces.flatMap((piece) => ('digit' in piece ? [piece.digit] : []));
  if (digits.filter((digit) => digit === '0').length > 1) return true;
  const last = pieces.findLastIndex((piece) => 'digit' in piece);
  const before = literalsOf(pieces.slice(0, last));
  const behind = literalsOf(pieces.slice(last + 1));
  return last >= 0 && (before !== '' || (behind !== '' && !UNITS.test(behind)));
}

function literalsOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => ('literal' in piece ? piece.literal : ''))
    .join('')
    .trim();
}

/** The format's sections, divided by ; outside of quotes: for positive numbers, negative ones, 0, and texts. */
function sectionsOf(code: string): string[] {
  const sections = [''];
  for (const [piece, , , , sign] of code.matchAll(PIECES)) {
    if (sign === ';') sections.push('');
    else sections[sections.length - 1] += piece;
  }
  return sections;
}

/** Undefined where the section holds more than digits and other signs. */
function piecesOf(section: string): Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const [piece, quoted, escaped, bracket, sign] of section.matchAll(PIECES)) {
    if (bracket !== undefined) {
      if (BEYOND_US.test(bracket)) return undefined;
      if (bracket.startsWith('$')) pieces.push({ literal: bracket.slice(1).split('-')[0]! });
    } else if (quoted !== undefined || piece.startsWith('"')) pieces.push({ literal: quoted ?? '' });
    else if (escaped !== undefined) pieces.push({ literal: escaped });
    else if (sign === undefined) continue;
    else if (sign === '0' || sign === '#') pieces.push({ digit: sign });
    else if (sign === '?') pieces.push({ digit: '#' });
    else if (MORE_THAN_DIGITS.test(sign)) return undefined;
    else pieces.push({ literal: sign });
  }
  return pieces;
}

/** From the right, each place takes a digit; the first place takes all that are left. */
function shown(pieces: readonly Piece[], number: string): string {
  const digits = number === '0' ? '' : number;
  const first = pieces.findIndex((piece) => 'digit' in piece);
  let left = digits.length;
  let text = '';
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i]!;
    if ('literal' in piece) text = piece.literal + text;
    else if (i === first) text = (left > 0 ? digits.slice(0, left) : piece.digit === '0' ? '0' : '') + text;
    else text = (left > 0 ? digits[--left]! : piece.digit === '0' ? '0' : '') + text;
  }
  return text.trim();
}
