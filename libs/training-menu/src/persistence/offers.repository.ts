import { Injectable } from '@nestjs/common';
import { containsText, equals, SqlCondition, startsWith } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { MenuStatus } from '../domain/menu-status';
import { OfferContent } from '../domain/offer-content';
import { MenuRepository, MenuRow } from './menu.repository';
import { OFFER_AFFAIRS, OFFER_DIRECTORY, offerScope } from './menu-scope';
import { TrainingOffer } from './training-offer.entity';

/** A 培训菜单 as reads give it out. */
export interface OfferRow extends MenuRow, OfferContent {
  readonly schoolId: number;
  readonly validUntil: string;
}

export interface OfferFilter {
  readonly schoolId?: number | null;
  readonly status?: MenuStatus | null;
  readonly occupationCode?: string | null;
  readonly grade?: number | null;
  /** First digits of where it is held. */
  readonly regionPrefix?: string | null;
  /** Part of the name, or of the code. */
  readonly search?: string | null;
}

const COLUMNS = `m.id, m.school_id AS schoolId, m.code, m.name, m.occupation_edition AS occupationEdition,
  m.occupation_code AS occupationCode, m.grade, m.seats, m.taken, m.price, m.starts_on AS startsOn,
  m.ends_on AS endsOn, m.region_code AS regionCode, m.description, m.valid_until AS validUntil, m.status,
  m.changed_at AS changedAt, m.revision`;

@Injectable()
export class OffersRepository extends MenuRepository<OfferRow, OfferFilter> {
  constructor(dataSource: DataSource) {
    super(dataSource, {
      entity: TrainingOffer,
      table: 'training_offer',
      columns: COLUMNS,
      capacity: 'seats',
      affairs: (scope) => offerScope(OFFER_AFFAIRS, scope, 'm'),
      directory: (scope) => offerScope(OFFER_DIRECTORY, scope, 'm'),
    });
  }

  protected conditions(filter: OfferFilter): (SqlCondition | null)[] {
    const { schoolId, status, occupationCode, grade, regionPrefix, search } = filter;
    return [
      schoolId ? equals('m.school_id', schoolId) : null,
      status ? equals('m.status', status) : null,
      occupationCode ? equals('m.occupation_code', occupationCode) : null,
      grade ? equals('m.grade', grade) : null,
      regionPrefix ? startsWith('m.region_code', regionPrefix) : null,
      search?.trim() ? containsText(['m.name', 'm.code'], search.trim()) : null,
    ];
  }
}
