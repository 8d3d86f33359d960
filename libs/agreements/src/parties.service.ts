import { Injectable } from '@nestjs/common';
import { enterpriseNotFound, EnterprisesService } from '@sxbq/enterprises';
import { holdsPermission } from '@sxbq/identity';
import { EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { schoolNotFound, SchoolsService } from '@sxbq/schools';
import { PartyName } from './persistence/agreement-rows';
import { AgreementRepository } from './persistence/agreement.repository';

/**
 * The sides of agreements that the principal may see. A side outside the principal's directory (a partner from another
 * city) is shown too, but without its contact.
 */
@Injectable()
export class PartiesService {
  constructor(
    private readonly agreements: AgreementRepository,
    private readonly schools: SchoolsService,
    private readonly enterprises: EnterprisesService,
  ) {}

  async schoolsOf(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, PartyName>> {
    return this.completed('school', ids, await this.schools.byIds(principal, ids));
  }

  async enterprisesOf(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, PartyName>> {
    // A graduate reads no enterprises, but whose posting it is.
    const mayRead = holdsPermission(principal, 'enterprises.read');
    const visible = mayRead ? await this.enterprises.byIds(principal, ids) : new Map<EntityId, PartyName>();
    return this.completed('enterprise', ids, visible);
  }

  /**
   * The after-image of a new row between a school and an enterprise: a school and an enterprise speak for themselves
   * only, a bureau for the schools of its region. SCHOOL_NOT_FOUND, ENTERPRISE_NOT_FOUND.
   */
  async assertMayJoin(principal: Principal, parties: { schoolId: EntityId; enterpriseId: EntityId }): Promise<void> {
    const { schoolId, enterpriseId } = parties;
    if (!(await this.schools.byIds(principal, [schoolId])).has(schoolId)) throw schoolNotFound();
    await this.assertMayPartner(principal, enterpriseId);
  }

  async assertMayPartner(principal: Principal, enterpriseId: EntityId): Promise<void> {
    const scope = rowScopeOf(principal);
    const foreign = scope.kind === 'ENTERPRISE' && scope.enterpriseId !== enterpriseId;
    const visible = await this.enterprises.byIds(principal, [enterpriseId]);
    if (foreign || !visible.has(enterpriseId)) throw enterpriseNotFound();
  }

  private async completed(
    party: 'school' | 'enterprise',
    ids: readonly EntityId[],
    visible: ReadonlyMap<EntityId, PartyName>,
  ): Promise<Map<EntityId, PartyName>> {
    const found = new Map<EntityId, PartyName>(visible);
    const hidden = ids.filter((id) => !found.has(id));
    if (hidden.length === 0) return found;
    for (const row of await this.agreements.partiesOf(party, hidden)) found.set(row.id, row);
    return found;
  }
}
