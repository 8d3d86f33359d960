import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { enterpriseNotFound, EnterprisesService } from '@sxbq/enterprises';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { MenuStatus } from './domain/menu-status';
import { NEED_FIELDS, NeedContent } from './domain/need-content';
import { GivenNeed, MenuContentCheck } from './menu-content.check';
import { MenuEntriesService } from './menu-entries.service';
import { NEED_AFFAIRS } from './persistence/menu-scope';
import { NeedFilter, NeedRow, NeedsRepository } from './persistence/needs.repository';
import { NEED_ERRORS } from './training-menu.errors';

export interface NewNeed extends GivenNeed {
  readonly enterpriseId: EntityId;
  /** The enterprise's own number. */
  readonly code: string;
}

/** A field that is left out stays as it is; enterprise and code stay. */
export interface NeedChange extends Partial<GivenNeed> {
  readonly id: EntityId;
  readonly revision: number;
}

/** 培训需求: whom enterprises want trained. A school finds what is published in its city. */
@Injectable()
export class NeedsService extends MenuEntriesService<NeedRow, NeedContent, NeedFilter> {
  constructor(
    needs: NeedsRepository,
    private readonly enterprises: EnterprisesService,
    private readonly check: MenuContentCheck,
    uow: UnitOfWork,
    audit: AuditTrail,
    clock: Clock,
  ) {
    super(needs, uow, audit, clock, {
      noun: 'Need',
      objectType: 'TrainingNeed',
      codeTitle: '需求编号',
      codeIndex: 'ix_training_need_enterprise_id_code',
      permissions: { read: 'menu.readNeeds', edit: 'menu.editNeeds', close: 'menu.closeNeeds' },
      errors: NEED_ERRORS,
      fields: NEED_FIELDS,
      capacityOf: ({ heads }) => heads,
    });
  }

  /** A draft. TRAINING_NEED_CODE_TAKEN; ENTERPRISE_NOT_FOUND for another's enterprise; the errors of the form. */
  async draft(principal: Principal, { enterpriseId, code, ...given }: NewNeed): Promise<NeedRow> {
    assertPermission(principal, 'menu.editNeeds');
    const { regionCode } = await this.enterprises.get(principal, enterpriseId);
    const row = { ownerId: enterpriseId, regionCode, status: MenuStatus.DRAFT };
    if (!NEED_AFFAIRS.covers(rowScopeOf(principal), row)) throw enterpriseNotFound();
    return this.draftOf(principal, { enterpriseId }, code, given as NeedContent);
  }

  /** TRAINING_NEED_REVISION_CONFLICT; TRAINING_NEED_BELOW_TAKEN for fewer heads than are agreed on. */
  edit(principal: Principal, change: NeedChange): Promise<NeedRow> {
    return this.editOf(principal, change);
  }

  protected checked(given: NeedContent): Promise<NeedContent> {
    return this.check.need(given);
  }
}
