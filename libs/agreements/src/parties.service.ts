import { Injectable } from '@nestjs/common';
import { EnterprisesService } from '@sxbq/enterprises';
import { EntityId, Principal } from '@sxbq/kernel';
import { SchoolsService } from '@sxbq/schools';
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
    return this.completed('enterprise', ids, await this.enterprises.byIds(principal, ids));
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
