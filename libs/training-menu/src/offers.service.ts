import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { schoolNotFound, SchoolsService } from '@sxbq/schools';
import { MenuStatus } from './domain/menu-status';
import { OFFER_FIELDS, OfferContent } from './domain/offer-content';
import { GivenOffer, MenuContentCheck } from './menu-content.check';
import { MenuEntriesService } from './menu-entries.service';
import { OFFER_AFFAIRS } from './persistence/menu-scope';
import { OfferFilter, OfferRow, OffersRepository } from './persistence/offers.repository';
import { OFFER_ERRORS } from './training-menu.errors';

export interface NewOffer extends GivenOffer {
  readonly schoolId: EntityId;
  /** The school's own number. */
  readonly code: string;
}

/** A field that is left out stays as it is; school and code stay. */
export interface OfferChange extends Partial<GivenOffer> {
  readonly id: EntityId;
  readonly revision: number;
}

/** 培训菜单: what schools offer to train. An enterprise finds what is published in its city. */
@Injectable()
export class OffersService extends MenuEntriesService<OfferRow, OfferContent, OfferFilter> {
  constructor(
    offers: OffersRepository,
    private readonly schools: SchoolsService,
    private readonly check: MenuContentCheck,
    uow: UnitOfWork,
    audit: AuditTrail,
    clock: Clock,
  ) {
    super(offers, uow, audit, clock, {
      noun: 'Offer',
      objectType: 'TrainingOffer',
      codeTitle: '菜单编号',
      codeIndex: 'ix_training_offer_school_id_code',
      permissions: { read: 'menu.readOffers', edit: 'menu.editOffers', close: 'menu.closeOffers' },
      errors: OFFER_ERRORS,
      fields: OFFER_FIELDS,
      capacityOf: ({ seats }) => seats,
    });
  }

  /** A draft. TRAINING_OFFER_CODE_TAKEN; SCHOOL_NOT_FOUND for another's school; the errors of the form. */
  async draft(principal: Principal, { schoolId, code, ...given }: NewOffer): Promise<OfferRow> {
    assertPermission(principal, 'menu.editOffers');
    const { regionCode } = await this.schools.get(principal, schoolId);
    const row = { ownerId: schoolId, regionCode, status: MenuStatus.DRAFT };
    if (!OFFER_AFFAIRS.covers(rowScopeOf(principal), row)) throw schoolNotFound();
    return this.draftOf(principal, { schoolId }, code, given as OfferContent);
  }

  /** TRAINING_OFFER_REVISION_CONFLICT; TRAINING_OFFER_BELOW_TAKEN for fewer seats than are agreed on. */
  edit(principal: Principal, change: OfferChange): Promise<OfferRow> {
    return this.editOf(principal, change);
  }

  protected checked(given: OfferContent): Promise<OfferContent> {
    return this.check.offer(given);
  }
}
