import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { Passkey } from './passkey.entity';

/** A passkey as its owner sees it. */
export type PasskeyRow = Pick<Passkey, 'id' | 'name' | 'recordedAt' | 'lastUsedAt'>;

@Injectable()
export class PasskeyRepository {
  constructor(private readonly dataSource: DataSource) {}

  async findByCredential(credentialId: string): Promise<Passkey | null> {
    return this.dataSource.manager.findOne(Passkey, { where: { credentialId } });
  }

  /** In the order of their registration. */
  async listOf(userId: EntityId): Promise<Passkey[]> {
    return this.dataSource.manager.find(Passkey, { where: { userId }, order: { id: 'ASC' } });
  }

  async insert(
    tx: Transaction,
    passkey: Pick<Passkey, 'userId' | 'credentialId' | 'publicKey' | 'name' | 'signCount'>,
  ): Promise<EntityId> {
    return insertRow(tx, Passkey, passkey);
  }

  /**
   * Notes a use. False when the authenticator's count went back or stood still, as a copy of it would make it: then the
   * signature does not count. Authenticators that do not count always say 0.
   */
  async use(tx: Transaction, id: EntityId, signCount: number, now: Date): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE passkey SET sign_count = ?, last_used_at = ? WHERE id = ? AND (sign_count < ? OR (sign_count = 0 AND ? = 0))`,
      [signCount, now, id, signCount, signCount],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  /** False when the user has no such passkey. */
  async rename(tx: Transaction, userId: EntityId, id: EntityId, name: string): Promise<boolean> {
    return (await tx.update(Passkey, { id, userId }, { name })).affected === 1;
  }

  /** False when the user has no such passkey. */
  async remove(tx: Transaction, userId: EntityId, id: EntityId): Promise<boolean> {
    return (await tx.delete(Passkey, { id, userId })).affected === 1;
  }

  /** The number of them. */
  async removeAll(tx: Transaction, userId: EntityId): Promise<number> {
    return (await tx.delete(Passkey, { userId })).affected ?? 0;
  }
}
