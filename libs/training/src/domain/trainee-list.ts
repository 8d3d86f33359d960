import { isCitizenIdNumber } from '@sxbq/kernel';

/** What is wrong with a list of ID numbers; positions count from 1. */
export interface IdNumberProblems {
  readonly invalid: readonly number[];
  /** Those equal to an earlier one. */
  readonly repeated: readonly number[];
}

/** '320…123x ' as typed becomes the number as it is kept: no white space, capital X. */
export function idNumberOf(text: string): string {
  return text.replace(/\s+/gu, '').toUpperCase();
}

/** Checks every number of a list at once (GB 11643). */
export function idNumberProblems(idNumbers: readonly string[]): IdNumberProblems {
  const seen = new Set<string>();
  const invalid: number[] = [];
  const repeated: number[] = [];
  idNumbers.forEach((idNumber, index) => {
    if (!isCitizenIdNumber(idNumber)) invalid.push(index + 1);
    else if (seen.has(idNumber)) repeated.push(index + 1);
    seen.add(idNumber);
  });
  return { invalid, repeated };
}
