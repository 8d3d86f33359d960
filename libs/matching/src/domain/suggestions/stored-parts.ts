import { PartValue, SCORE_PARTS } from '../scoring/score-part';

/** Bytes that keep the parts of a score: the value of each, then one bit for each that was left blank. */
export const PARTS_BYTES = SCORE_PARTS.length + 1;

/** @param at where the first of the bytes goes */
export function writeParts(values: readonly PartValue[], into: Uint8Array, at: number): void {
  values.forEach(({ value, blank }, index) => {
    into[at + index] = value;
    if (blank) into[at + SCORE_PARTS.length]! |= 1 << index;
  });
}

/** The parts in their order. */
export function readParts(bytes: Uint8Array): PartValue[] {
  const blanks = bytes[SCORE_PARTS.length]!;
  return SCORE_PARTS.map((part, index) => ({ part, value: bytes[index]!, blank: (blanks & (1 << index)) !== 0 }));
}
