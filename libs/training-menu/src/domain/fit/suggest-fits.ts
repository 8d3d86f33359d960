import { FitCandidate, OfferSide } from './fit-candidate';
import { obstacleOf } from './fit-obstacle';
import { PartValue } from './fit-part';
import { fitParts, fitScore } from './fit-score';
import { FitWeights } from './fit-weights';

export interface Fit {
  readonly needId: number;
  readonly schoolId: number;
  readonly offer: OfferSide | null;
  /** 0–10 000. */
  readonly score: number;
  readonly parts: readonly PartValue[];
  readonly candidate: FitCandidate;
}

/**
 * The best fits, best first: of each need and school only the best of its offers; the school without an offer only
 * where none of them goes together with the need. Ties: the smaller need, then school, then offer.
 */
export function suggestFits(candidates: readonly FitCandidate[], weights: FitWeights, limit: number): Fit[] {
  const best = new Map<string, Fit>();
  for (const candidate of candidates) {
    if (obstacleOf(candidate) !== null) continue;
    const fit = fitOf(candidate, weights);
    const key = `${fit.needId}/${fit.schoolId}`;
    const present = best.get(key);
    if (!present || isBetterOfPair(fit, present)) best.set(key, fit);
  }
  return [...best.values()].sort(byScore).slice(0, limit);
}

function fitOf(candidate: FitCandidate, weights: FitWeights): Fit {
  const parts = fitParts(candidate);
  const { needId, school } = candidate;
  const { schoolId, offer } = school;
  return { needId, schoolId, offer, score: fitScore(parts, weights), parts, candidate };
}

/** What is written in the menu stands before what the school might do besides. */
function isBetterOfPair(fit: Fit, present: Fit): boolean {
  if ((fit.offer === null) !== (present.offer === null)) return fit.offer !== null;
  return byScore(fit, present) < 0;
}

function byScore(one: Fit, other: Fit): number {
  return (
    other.score - one.score ||
    one.needId - other.needId ||
    one.schoolId - other.schoolId ||
    (one.offer?.offerId ?? 0) - (other.offer?.offerId ?? 0)
  );
}
