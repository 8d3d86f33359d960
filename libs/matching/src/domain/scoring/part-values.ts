import { FULL } from './score-part';

/** Grade of somebody without any, and floor of a posting that asks for none: below 初级工 (5). */
export const NO_GRADE = 6;

/** At the floor 60, one grade above 80, two or more 100. Both as 1–6, lower is higher. */
export function gradeValue(grade: number, floor: number): number {
  if (floor === NO_GRADE) return FULL;
  return Math.min(FULL, 60 + 20 * (floor - grade));
}

/** The preferred district 100, every further one 10 less, down to 50. */
export function districtValue(position: number): number {
  return Math.max(50, FULL - 10 * position);
}

/** The first wish 100, every further one 20 less, down to 40; not wished 0. */
export function wishValue(position: number): number {
  return position < 0 ? 0 : Math.max(40, FULL - 20 * position);
}

/**
 * What is paid at least reaches the floor: 100. Otherwise by how far the range lies above the floor: 50 when only its
 * upper end reaches it.
 */
export function salaryValue(floor: number, low: number, high: number): number {
  if (low >= floor) return FULL;
  return 50 + Math.floor((50 * (high - floor)) / (high - low));
}
