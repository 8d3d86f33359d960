import { Injectable } from '@nestjs/common';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import {
  addDays,
  assertDateOrder,
  CalendarDate,
  checkedCode,
  checkedDate,
  checkedOptionalText,
  checkedText,
  checkedWholeNumber,
  Clock,
} from '@sxbq/kernel';
import type { SkillGrade } from '@sxbq/training/vocabulary';
import { MAX_HEADS, MAX_PRICE_YUAN, MAX_VALIDITY_DAYS } from './domain/menu-limits';
import { NEED_FIELD_TITLES, NeedContent } from './domain/need-content';
import { OFFER_FIELD_TITLES, OfferContent } from './domain/offer-content';
import { menuOccupationUnknown, menuRegionUnknown, menuValidityOutOfRange } from './training-menu.errors';

/** As a client gives it; what is left out counts as null. */
export type GivenOffer = Pick<
  OfferContent,
  'name' | 'occupationEdition' | 'occupationCode' | 'seats' | 'startsOn' | 'endsOn' | 'validUntil'
> &
  Partial<Pick<OfferContent, 'price' | 'regionCode' | 'description'>> & { readonly grade: number };

export type GivenNeed = Pick<NeedContent, 'occupationEdition' | 'occupationCode' | 'heads' | 'validUntil'> &
  Partial<Omit<NeedContent, 'occupationEdition' | 'occupationCode' | 'heads' | 'validUntil' | 'grade'>> & {
    readonly grade?: number | null;
  };

/**
 * The form of offers and needs. FIELD_REQUIRED, FIELD_TOO_LONG, NUMBER_OUT_OF_RANGE, OCCUPATION_UNKNOWN, REGION_UNKNOWN,
 * DATE_MALFORMED, DATE_ORDER, VALIDITY_OUT_OF_RANGE.
 */
@Injectable()
export class MenuContentCheck {
  constructor(
    private readonly catalogues: CataloguesService,
    private readonly clock: Clock,
  ) {}

  async offer(given: GivenOffer): Promise<OfferContent> {
    const titles = OFFER_FIELD_TITLES;
    const startsOn = checkedDate(titles.startsOn, given.startsOn);
    const endsOn = checkedDate(titles.endsOn, given.endsOn);
    assertDateOrder(titles.startsOn, startsOn, titles.endsOn, endsOn);
    const validUntil = this.validity(given.validUntil);
    // Nobody can ask for a training that is over.
    assertDateOrder(titles.validUntil, validUntil, titles.endsOn, endsOn);
    return {
      name: checkedText(titles.name, given.name, 120),
      ...(await this.occupation(given)),
      grade: checkedGrade(given.grade),
      seats: checkedWholeNumber(titles.seats, given.seats, 1, MAX_HEADS),
      price: optional(given.price, (yuan) => checkedWholeNumber(titles.price, yuan, 0, MAX_PRICE_YUAN)),
      startsOn,
      endsOn,
      regionCode: await this.region(given.regionCode),
      description: checkedOptionalText(titles.description, given.description, 2_000),
      validUntil,
    };
  }

  async need(given: GivenNeed): Promise<NeedContent> {
    const titles = NEED_FIELD_TITLES;
    const earliestOn = optional(given.earliestOn, (date) => checkedDate(titles.earliestOn, date));
    const latestOn = optional(given.latestOn, (date) => checkedDate(titles.latestOn, date));
    if (earliestOn !== null) assertDateOrder(titles.earliestOn, earliestOn, titles.latestOn, latestOn);
    const validUntil = this.validity(given.validUntil);
    assertDateOrder(titles.validUntil, validUntil, titles.latestOn, latestOn);
    return {
      ...(await this.occupation(given)),
      grade: optional(given.grade, checkedGrade),
      heads: checkedWholeNumber(titles.heads, given.heads, 1, MAX_HEADS),
      earliestOn,
      latestOn,
      regionCode: await this.region(given.regionCode),
      priceCeiling: optional(given.priceCeiling, (yuan) =>
        checkedWholeNumber(titles.priceCeiling, yuan, 0, MAX_PRICE_YUAN),
      ),
      remarks: checkedOptionalText(titles.remarks, given.remarks, 2_000),
      validUntil,
    };
  }

  private async occupation(
    given: Pick<OfferContent, 'occupationEdition' | 'occupationCode'>,
  ): Promise<Pick<OfferContent, 'occupationEdition' | 'occupationCode'>> {
    const occupationEdition = checkedText(OFFER_FIELD_TITLES.occupationEdition, given.occupationEdition, 40);
    const occupationCode = checkedCode(OFFER_FIELD_TITLES.occupationCode, given.occupationCode, 40);
    if (!(await this.catalogues.has(CatalogueSystem.OCCUPATION, occupationEdition, occupationCode))) {
      throw menuOccupationUnknown(occupationEdition, occupationCode);
    }
    return { occupationEdition, occupationCode };
  }

  private async region(given: string | null | undefined): Promise<string | null> {
    if (!given) return null;
    const code = checkedCode(OFFER_FIELD_TITLES.regionCode, given, 12);
    if (!(await this.catalogues.knownCodes(CatalogueSystem.REGION)).has(code)) throw menuRegionUnknown(code);
    return code;
  }

  private validity(given: CalendarDate): CalendarDate {
    const validUntil = checkedDate(OFFER_FIELD_TITLES.validUntil, given);
    const today = this.clock.today();
    if (validUntil < today || validUntil > addDays(today, MAX_VALIDITY_DAYS)) {
      throw menuValidityOutOfRange(MAX_VALIDITY_DAYS);
    }
    return validUntil;
  }
}

export function checkedGrade(grade: number): SkillGrade {
  return checkedWholeNumber(OFFER_FIELD_TITLES.grade, grade, 1, 5) as SkillGrade;
}

function optional<T, R>(value: T | null | undefined, check: (value: T) => R): R | null {
  return value === null || value === undefined ? null : check(value);
}
