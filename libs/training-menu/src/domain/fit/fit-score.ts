import { CalendarDate, daysInclusive } from '@sxbq/kernel';
import { FitCandidate, NeedSide, OfferSide, SchoolSide } from './fit-candidate';
import { FULL, FitPart, PartValue } from './fit-part';
import { FitWeights } from './fit-weights';

/** What the school's link with the occupation is worth. */
export const LINK_VALUES = { OFFER: FULL, TRAINED: 80, MAJOR: 60 } as const;
/** What it is worth to have trained the occupation, though to a lower grade only. */
export const TRAINED_LOWER = 50;
/** Another district of the same city. */
export const SAME_CITY = 50;
const CITY_DIGITS = 4;

/** The parts of a pair without an obstacle, in the order in which they are shown. */
export function fitParts({ need, school }: FitCandidate): PartValue[] {
  return [
    { part: FitPart.OCCUPATION, value: linkValue(school), blank: false },
    gradeOf(need, school),
    seatsOf(need, school.offer),
    datesOf(need, school.offer),
    districtOf(need, school),
    priceOf(need, school.offer),
  ];
}

/** 0–10 000: hundredths of a point. */
export function fitScore(parts: readonly PartValue[], weights: FitWeights): number {
  return parts.reduce((sum, { part, value }) => sum + value * weights[part], 0);
}

function linkValue({ offer, trainedGrade }: SchoolSide): number {
  if (offer !== null) return LINK_VALUES.OFFER;
  return trainedGrade !== null ? LINK_VALUES.TRAINED : LINK_VALUES.MAJOR;
}

/** A school that offers the grade will train it; experience counts beside. */
function gradeOf(need: NeedSide, { trainedGrade }: SchoolSide): PartValue {
  if (need.grade === null) return blank(FitPart.GRADE);
  if (trainedGrade === null) return part(FitPart.GRADE, 0);
  return part(FitPart.GRADE, trainedGrade <= need.grade ? FULL : TRAINED_LOWER);
}

function seatsOf({ heads }: NeedSide, offer: OfferSide | null): PartValue {
  if (offer === null || heads < 1) return blank(FitPart.SEATS);
  return part(FitPart.SEATS, Math.min(FULL, Math.floor((FULL * offer.seats) / heads)));
}

/** The share of the offer's days that lie in the need's time. */
function datesOf({ earliestOn, latestOn }: NeedSide, offer: OfferSide | null): PartValue {
  if (offer === null || (earliestOn === null && latestOn === null)) return blank(FitPart.DATES);
  const from = later(offer.startsOn, earliestOn);
  const to = earlier(offer.endsOn, latestOn);
  const days = daysInclusive(offer.startsOn, offer.endsOn);
  return part(FitPart.DATES, Math.floor((FULL * daysInclusive(from, to)) / days));
}

/** Where the offer is held, else where the school is. */
function districtOf({ regionCode }: NeedSide, school: SchoolSide): PartValue {
  if (regionCode === null) return blank(FitPart.DISTRICT);
  if (school.offer !== null && school.offer.regionCode === null) return blank(FitPart.DISTRICT);
  const held = school.offer?.regionCode ?? school.regionCode;
  if (held === regionCode) return part(FitPart.DISTRICT, FULL);
  const sameCity = held.slice(0, CITY_DIGITS) === regionCode.slice(0, CITY_DIGITS);
  return part(FitPart.DISTRICT, sameCity ? SAME_CITY : 0);
}

/** At the ceiling half of it, for nothing all of it. */
function priceOf({ priceCeiling }: NeedSide, offer: OfferSide | null): PartValue {
  if (offer === null || offer.price === null || priceCeiling === null) return blank(FitPart.PRICE);
  if (priceCeiling === 0) return part(FitPart.PRICE, FULL);
  return part(FitPart.PRICE, FULL - Math.ceil((FULL * offer.price) / (2 * priceCeiling)));
}

const part = (name: FitPart, value: number): PartValue => ({ part: name, value, blank: false });
const blank = (name: FitPart): PartValue => ({ part: name, value: FULL, blank: true });

const later = (date: CalendarDate, other: CalendarDate | null): CalendarDate =>
  other !== null && other > date ? other : date;
const earlier = (date: CalendarDate, other: CalendarDate | null): CalendarDate =>
  other !== null && other < date ? other : date;
