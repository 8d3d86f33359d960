import { Injectable } from '@nestjs/common';
import { EntityId, RowScope } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { GraduateStatus } from './domain/graduate-status';
import { AvailableGraduate, GraduatesRepository } from './persistence/graduates.repository';

/** What placement needs to know and to write of graduates; nothing of it names anybody. */
@Injectable()
export class GraduatePlaces {
  constructor(private readonly graduates: GraduatesRepository) {}

  /** Whether the scope may act for the graduate. */
  isOwn(tx: Transaction, scope: RowScope, id: EntityId): Promise<boolean> {
    return this.graduates.isOwn(tx, scope, id);
  }

  /** As `isOwn`; the graduate's row is locked until the transaction ends. */
  async lockOwn(tx: Transaction, scope: RowScope, id: EntityId): Promise<boolean> {
    return (await this.graduates.lock(tx, scope, id)) !== null;
  }

  /** The graduate if looking for work. */
  available(tx: Transaction, id: EntityId): Promise<AvailableGraduate | null> {
    return this.graduates.available(tx, id);
  }

  /** The status that holds now; the row is locked until the transaction ends. */
  lockStatus(tx: Transaction, id: EntityId): Promise<GraduateStatus | null> {
    return this.graduates.lockStatus(tx, id);
  }

  /** The user who took the profile over; null: nobody yet. */
  claimedBy(tx: Transaction, id: EntityId): Promise<EntityId | null> {
    return this.graduates.claimedBy(tx, id);
  }

  /** Blind index by which what the person lets others have is kept. */
  personKeyOf(tx: Transaction, id: EntityId): Promise<string | null> {
    return this.graduates.personKeyOf(tx, id);
  }

  /** What an offer made of the graduate: accepted, placed, or looking again. */
  async setStatus(tx: Transaction, id: EntityId, status: GraduateStatus): Promise<void> {
    await this.graduates.setStatus(tx, id, status);
  }
}
