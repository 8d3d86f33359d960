import { checkedWholeNumber } from '@sxbq/kernel';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2999;

/** A programme year that the platform keeps; NUMBER_OUT_OF_RANGE otherwise. */
export function checkedYear(title: string, year: number): number {
  return checkedWholeNumber(title, year, FIRST_YEAR, LAST_YEAR);
}
