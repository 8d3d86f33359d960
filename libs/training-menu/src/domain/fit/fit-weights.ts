import { FULL, FIT_PARTS, FitPart } from './fit-part';

/** What each part counts in a score, in points of 100. */
export type FitWeights = Readonly<Record<FitPart, number>>;

/**
 * The default, marked 示例: no text weighs these. What a school can do stands before when and where; a price within the
 * ceiling is a small matter, since one beyond it is none at all.
 */
export const SHIPPED_FIT_WEIGHTS: FitWeights = {
  [FitPart.OCCUPATION]: 30,
  [FitPart.GRADE]: 20,
  [FitPart.SEATS]: 15,
  [FitPart.DATES]: 15,
  [FitPart.DISTRICT]: 10,
  [FitPart.PRICE]: 10,
};

/** Whole weights, none negative, that add up to 100; otherwise a score would not lie between 0 and 100. */
export function assertFitWeights(weights: FitWeights): void {
  const values = FIT_PARTS.map((part) => weights[part]);
  const sum = values.reduce((total, weight) => total + weight, 0);
  if (values.some((weight) => !Number.isInteger(weight) || weight < 0) || sum !== FULL) {
    throw new Error(`weights of a fit must be whole, not negative and add up to ${FULL}`);
  }
}
