import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { RegisteredKind, RegisterEntry } from '../domain/registered-organisation.rule';

/** Gives what a register knows under an id, whoever asks; null when it knows nothing. */
export type RegisterLookUp = (id: EntityId) => Promise<RegisterEntry | null>;

/** The registers of schools and enterprises, which lie above this lib and put themselves in when they start. */
@Injectable()
export class OrganisationRegisters {
  private readonly registers = new Map<RegisteredKind, RegisterLookUp>();

  add(kind: RegisteredKind, lookUp: RegisterLookUp): void {
    this.registers.set(kind, lookUp);
  }

  async find(kind: RegisteredKind, id: EntityId): Promise<RegisterEntry | null> {
    return (await this.registers.get(kind)?.(id)) ?? null;
  }
}
