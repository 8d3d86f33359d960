import { CalendarDate } from '@sxbq/kernel';

/** What a need asks for; null: open. */
export interface NeedSide {
  /** Heads that nobody has agreed to train yet. */
  readonly heads: number;
  readonly grade: number | null;
  readonly earliestOn: CalendarDate | null;
  readonly latestOn: CalendarDate | null;
  readonly regionCode: string | null;
  readonly priceCeiling: number | null;
}

/** An offer for the need's occupation. */
export interface OfferSide {
  readonly offerId: number;
  readonly grade: number;
  /** Seats that are free. */
  readonly seats: number;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly regionCode: string | null;
  readonly price: number | null;
}

/** What a school has for the need's occupation: an offer, or only experience and majors. */
export interface SchoolSide {
  readonly schoolId: number;
  readonly regionCode: string;
  readonly offer: OfferSide | null;
  /** Highest grade it has trained the occupation to, 1–5, a lower number is higher; null: never. */
  readonly trainedGrade: number | null;
  /** An official table links one of its majors with the occupation. */
  readonly majorLinked: boolean;
}

/** A need and a school that might serve it. */
export interface FitCandidate {
  readonly needId: number;
  readonly need: NeedSide;
  readonly school: SchoolSide;
}
