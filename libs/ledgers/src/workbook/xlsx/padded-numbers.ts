/**
 * Number formats that show a whole number with zeros in front: '0000', '000-000', '"No."0000'. What the sheet shows is
 * then the code, and the number below it has lost its zeros (ECMA-376 part 1, 18.8.31).
 */

/** The text that is shown for a number; null where the format is none for it (fractions, negatives, too many digits). */
export type PaddedFormat = (value: number) => string | null;

type Piece = { readonly literal: string } | { readonly digit: '0' | '#' };

const EXACT = 999_999_999_999_999;
/** Quoted text, an escaped sign, a bracket, a filler, or one sign. */
const PIECES = /"([^"]*)"?|\\(.)|\[([^\]]*)\]|[_*].|([\s\S])/g;
/** Signs that make more of a number than its digits: point, thousands, percent, fraction, exponent, text, dates. */
const MORE_THAN_DIGITS = /[.,%/@A-Za-z]/;

/** Null for a format that pads nothing: fewer than two zeros, or more to it than digits and other signs. */
export function paddedFormat(code: string): PaddedFormat | null {
  const pieces = piecesOf(code);
  const digits = pieces?.filter((piece) => 'digit' in piece) ?? [];
  if (!pieces || digits.filter(({ digit }) => digit === '0').length < 2) return null;
  return (value) => (Number.isInteger(value) && value >= 0 && value <= EXACT ? shown(pieces, String(value)) : null);
}

function piecesOf(code: string): Piece[] | null {
  const pieces: Piece[] = [];
  for (const [piece, quoted, escaped, bracket, sign] of code.matchAll(PIECES)) {
    if (sign === ';') return pieces;
    if (bracket !== undefined) {
      if (/^(?:[<>=]|DBNum)/i.test(bracket)) return null;
      if (bracket.startsWith('$')) pieces.push({ literal: bracket.slice(1).split('-')[0]! });
    } else if (quoted !== undefined || piece.startsWith('"')) pieces.push({ literal: quoted ?? '' });
    else if (escaped !== undefined) pieces.push({ literal: escaped });
    else if (sign === undefined) continue;
    else if (sign === '0' || sign === '#') pieces.push({ digit: sign });
    else if (sign === '?') pieces.push({ digit: '#' });
    else if (MORE_THAN_DIGITS.test(sign)) return null;
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
