import { Injectable, OnModuleInit } from '@nestjs/common';
import { OrganisationKind, OrganisationRegisters, RegisterEntry } from '@sxbq/identity';
import { EntityId, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { SchoolsService } from '../schools.service';

/** Tells identity what is registered of a school that users are to act for. */
@Injectable()
export class SchoolRegister implements OnModuleInit {
  constructor(
    private readonly registers: OrganisationRegisters,
    private readonly schools: SchoolsService,
  ) {}

  onModuleInit(): void {
    this.registers.add(OrganisationKind.SCHOOL, (id) => this.find(id));
  }

  private async find(id: EntityId): Promise<RegisterEntry | null> {
    return (await this.schools.byIds(SYSTEM_PRINCIPAL, [id])).get(id) ?? null;
  }
}
