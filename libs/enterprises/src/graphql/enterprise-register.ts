import { Injectable, OnModuleInit } from '@nestjs/common';
import { OrganisationKind, OrganisationRegisters, RegisterEntry } from '@sxbq/identity';
import { EntityId, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { EnterprisesService } from '../enterprises.service';

/** Tells identity what is registered of an enterprise that users are to act for. */
@Injectable()
export class EnterpriseRegister implements OnModuleInit {
  constructor(
    private readonly registers: OrganisationRegisters,
    private readonly enterprises: EnterprisesService,
  ) {}

  onModuleInit(): void {
    this.registers.add(OrganisationKind.ENTERPRISE, (id) => this.find(id));
  }

  private async find(id: EntityId): Promise<RegisterEntry | null> {
    const found = (await this.enterprises.byIds(SYSTEM_PRINCIPAL, [id])).get(id);
    return found ? { ...found, code: found.uscc } : null;
  }
}
