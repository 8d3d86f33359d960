import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { EntityId } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { hasShape, OrganisationShape } from '../domain/organisation-shape.rule';
import { organisationIncomplete } from '../identity.errors';
import { OrganisationRepository } from '../persistence/organisation.repository';

export interface NewOrganisation extends OrganisationShape {
  /** Stable and unique: 'bureau-hr-3204', 'school-JX01'. */
  readonly code: string;
  readonly name: string;
}

/** The bureaus, schools, enterprises and offices that users act for. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly organisations: OrganisationRepository,
  ) {}

  /** The id of the organisation with this code, made when it is missing; one that exists is left as it is. */
  async ensure(organisation: NewOrganisation): Promise<{ id: EntityId; created: boolean }> {
    if (!hasShape(organisation)) throw organisationIncomplete();
    const present = await this.organisations.findByCode(organisation.code);
    if (present) return { id: present.id, created: false };
    return this.unitOfWork.run(async (tx) => {
      const id = await this.organisations.insert(tx, { ...organisation });
      await this.audit.record(tx, {
        action: 'identity.createOrganisation',
        objectType: 'Organisation',
        objectId: id,
        after: organisation,
      });
      return { id, created: true };
    });
  }

  async findByCode(code: string): Promise<{ id: EntityId; name: string } | null> {
    return this.organisations.findByCode(code);
  }
}
