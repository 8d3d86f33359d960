import { Injectable, OnModuleInit } from '@nestjs/common';
import { RevealRegistry } from '@sxbq/identity';
import { EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { PersonCipher } from '@sxbq/platform';
import { graduateNotFound } from './graduates.errors';
import { GRADUATE_ID_NUMBER_FIELD, GRADUATE_PHONE_FIELD } from './persistence/graduate.entity';
import { GraduateRow, GraduatesRepository } from './persistence/graduates.repository';

const FIELDS = [
  ['idNumber', GRADUATE_ID_NUMBER_FIELD, ({ sealedIdNumber }: GraduateRow) => sealedIdNumber],
  ['phone', GRADUATE_PHONE_FIELD, ({ sealedPhone }: GraduateRow) => sealedPhone],
] as const;

/** The masked fields of a graduate that may be shown in clear, to somebody with a reason. */
@Injectable()
export class GraduateReveals implements OnModuleInit {
  constructor(
    private readonly graduates: GraduatesRepository,
    private readonly persons: PersonCipher,
    private readonly reveals: RevealRegistry,
  ) {}

  onModuleInit(): void {
    for (const [field, sealedAs, sealed] of FIELDS) {
      this.reveals.register({
        objectType: 'Graduate',
        field,
        permission: 'graduates.read',
        read: (principal, id) => this.clear(principal, id, sealedAs, sealed),
      });
    }
  }

  /** Null when none is kept, also of a person who was erased. */
  private async clear(
    principal: Principal,
    id: EntityId,
    sealedAs: string,
    sealedOf: (row: GraduateRow) => string | null,
  ): Promise<string | null> {
    const row = (await this.graduates.find(rowScopeOf(principal), [id])).get(id);
    if (!row) throw graduateNotFound();
    const sealed = sealedOf(row);
    return sealed === null ? null : this.persons.decrypt(this.persons.open(row.sealedSecret), sealedAs, sealed);
  }
}
