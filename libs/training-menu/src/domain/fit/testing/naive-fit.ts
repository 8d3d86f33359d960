import { addDays } from '@sxbq/kernel';
import { FitCandidate } from '../fit-candidate';
import { FitWeights } from '../fit-weights';

/** The same rules said as plainly as they can be: days are counted one by one, fractions are fractions. */
export interface NaiveFit {
  readonly needId: number;
  readonly schoolId: number;
  readonly offerId: number | null;
  readonly score: number;
}

export function naiveSuggestions(candidates: readonly FitCandidate[], weights: FitWeights, limit: number): NaiveFit[] {
  const possible = candidates.filter(goesTogether).map((candidate) => ({
    needId: candidate.needId,
    schoolId: candidate.school.schoolId,
    offerId: candidate.school.offer?.offerId ?? null,
    score: naiveScore(candidate, weights),
  }));
  const kept = possible.filter((one) =>
    possible.every((other) => other.needId !== one.needId || other.schoolId !== one.schoolId || !beats(other, one)),
  );
  const distinct = kept.filter(
    (one, at) => kept.findIndex((other) => other.needId === one.needId && other.schoolId === one.schoolId) === at,
  );
  return distinct
    .sort((one, other) => other.score - one.score || one.needId - other.needId || one.schoolId - other.schoolId)
    .slice(0, limit);
}

function beats(one: NaiveFit, other: NaiveFit): boolean {
  if (one.offerId !== null && other.offerId === null) return true;
  if (one.offerId === null && other.offerId !== null) return false;
  if (one.score !== other.score) return one.score > other.score;
  return (one.offerId ?? 0) < (other.offerId ?? 0);
}

function goesTogether({ need, school }: FitCandidate): boolean {
  const { offer } = school;
  if (!offer) return school.trainedGrade !== null || school.majorLinked;
  const grade = need.grade === null || need.grade === offer.grade;
  const price = need.priceCeiling === null || offer.price === null || offer.price <= need.priceCeiling;
  const beginsInTime = need.latestOn === null || offer.startsOn <= need.latestOn;
  const endsLateEnough = need.earliestOn === null || need.earliestOn <= offer.endsOn;
  return offer.seats > 0 && grade && price && beginsInTime && endsLateEnough;
}

function naiveScore({ need, school }: FitCandidate, weights: FitWeights): number {
  const { offer, trainedGrade } = school;
  let occupation = 60;
  if (trainedGrade !== null) occupation = 80;
  if (offer) occupation = 100;
  let grade = 100;
  if (need.grade !== null) grade = trainedGrade === null ? 0 : trainedGrade > need.grade ? 50 : 100;
  let seats = 100;
  if (offer && need.heads > 0) seats = Math.floor(Math.min(100, (100 * offer.seats) / need.heads));
  let dates = 100;
  if (offer) {
    let all = 0;
    let inside = 0;
    for (let date = offer.startsOn; date <= offer.endsOn; date = addDays(date, 1)) {
      all++;
      if ((need.earliestOn === null || date >= need.earliestOn) && (need.latestOn === null || date <= need.latestOn)) {
        inside++;
      }
    }
    dates = Math.floor((100 * inside) / all);
  }
  let district = 100;
  const held = offer ? offer.regionCode : school.regionCode;
  if (need.regionCode !== null && held !== null && held !== need.regionCode) {
    district = held.startsWith(need.regionCode.slice(0, 4)) ? 50 : 0;
  }
  let price = 100;
  if (offer && offer.price !== null && need.priceCeiling !== null && need.priceCeiling > 0) {
    price = 100 - Math.ceil((50 * offer.price) / need.priceCeiling);
  }
  return (
    occupation * weights.OCCUPATION +
    grade * weights.GRADE +
    seats * weights.SEATS +
    dates * weights.DATES +
    district * weights.DISTRICT +
    price * weights.PRICE
  );
}
