import type { DecimalText } from '@sxbq/assessment/verification';

/** Decimal places of a DecimalText at most; sums and differences below are exact. */
const PLACES = 12;
const UNIT = 10n ** BigInt(PLACES);

function scaled(text: DecimalText): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole) * UNIT + BigInt(fraction.padEnd(PLACES, '0'));
  return text.startsWith('-') ? -size : size;
}

/** Rounded half away from zero to `decimals` places, all of them shown. */
function fixed(value: bigint, decimals: number): string {
  const step = 10n ** BigInt(PLACES - decimals);
  const size = value < 0n ? -value : value;
  const rounded = (size + step / 2n) / step;
  const digits = String(rounded).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return value < 0n && rounded !== 0n ? `-${text}` : text;
}

export function compareDecimals(one: DecimalText, other: DecimalText): number {
  const difference = scaled(one) - scaled(other);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** With as many decimals as asked for, e.g. scores in a column. */
export const shown = (text: DecimalText, decimals: number): string => fixed(scaled(text), decimals);

export const differenceShown = (one: DecimalText, other: DecimalText, decimals: number): string =>
  fixed(scaled(one) - scaled(other), decimals);

/** null of none. */
export function meanShown(texts: readonly DecimalText[], decimals: number): string | null {
  if (texts.length === 0) return null;
  return fixed(quotient(sum(texts), BigInt(texts.length)), decimals);
}

/** 100 × the parts' sum ÷ the wholes' sum; null when there is no whole. */
export function percentShown(
  parts: readonly DecimalText[],
  wholes: readonly DecimalText[],
  decimals: number,
): string | null {
  const whole = sum(wholes);
  return whole === 0n ? null : fixed(quotient(sum(parts) * 100n * UNIT, whole), decimals);
}

const sum = (texts: readonly DecimalText[]): bigint => texts.reduce((total, text) => total + scaled(text), 0n);

/** Rounded half away from zero. */
function quotient(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * size + divisor) / (2n * divisor);
  return dividend < 0n ? -rounded : rounded;
}
