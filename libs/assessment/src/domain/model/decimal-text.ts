/**
 * A decimal number as text in its one canonical form: '0', '12.5', '-3'. No exponent, no plus, no needless zero, no '-0',
 * so that one number has one text and a bundle has one form.
 */
export type DecimalText = string;

const CANONICAL = /^(0|-?[1-9]\d{0,17}|-?(0|[1-9]\d{0,17})\.\d{0,11}[1-9])$/;

export function isDecimalText(text: unknown): text is DecimalText {
  return typeof text === 'string' && CANONICAL.test(text);
}
