import { DecimalText } from '../model';

const GIVEN = /^(\d{1,3})(?:\.(\d{1,2}))?$/;
const HUNDREDTHS = 100;

/**
 * Points as people give them, in canonical form: from 0 to the maximum, at most two decimals; null otherwise. Decided in
 * whole hundredths, so that no binary fraction is in between.
 */
export function givenPoints(text: string, maximum: DecimalText): DecimalText | null {
  const [given, most] = [hundredthsOf(text), hundredthsOf(maximum)];
  return given === null || most === null || given > most ? null : decimalOf(given);
}

/** '85.00' as the database gives it → '85'. */
export function canonicalPoints(stored: string): DecimalText {
  return decimalOf(hundredthsOf(stored) as number);
}

function hundredthsOf(text: string): number | null {
  const match = GIVEN.exec(text);
  return match ? Number(match[1]) * HUNDREDTHS + Number((match[2] ?? '').padEnd(2, '0')) : null;
}

function decimalOf(hundredths: number): DecimalText {
  const [whole, part] = [Math.floor(hundredths / HUNDREDTHS), hundredths % HUNDREDTHS];
  return part === 0 ? String(whole) : `${whole}.${String(part).padStart(2, '0').replace(/0$/, '')}`;
}
