import { FitCandidate } from './fit-candidate';

/** Why a need and a school do not go together at all. */
export enum FitObstacle {
  OCCUPATION_UNRELATED = 'OCCUPATION_UNRELATED',
  NO_SEATS = 'NO_SEATS',
  OTHER_GRADE = 'OTHER_GRADE',
  DATES_APART = 'DATES_APART',
  TOO_DEAR = 'TOO_DEAR',
}

/** The first hard constraint that fails, or null. A criterion that one side left open never fails. */
export function obstacleOf({ need, school }: FitCandidate): FitObstacle | null {
  const { offer } = school;
  if (offer === null) {
    return school.trainedGrade === null && !school.majorLinked ? FitObstacle.OCCUPATION_UNRELATED : null;
  }
  if (offer.seats < 1) return FitObstacle.NO_SEATS;
  if (need.grade !== null && need.grade !== offer.grade) return FitObstacle.OTHER_GRADE;
  if (need.earliestOn !== null && offer.endsOn < need.earliestOn) return FitObstacle.DATES_APART;
  if (need.latestOn !== null && offer.startsOn > need.latestOn) return FitObstacle.DATES_APART;
  const tooDear = need.priceCeiling !== null && offer.price !== null && offer.price > need.priceCeiling;
  return tooDear ? FitObstacle.TOO_DEAR : null;
}
