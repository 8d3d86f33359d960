import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { insertRow, Transaction } from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { SingleSignOnLink } from './single-sign-on-link.entity';

export type NewLink = Pick<SingleSignOnLink, 'userId' | 'issuer' | 'subject' | 'confirmedAt'>;

/** Which user a subject of the single sign-on is. */
@Injectable()
export class SingleSignOnRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(issuer: string, subject: string): Promise<SingleSignOnLink | null> {
    return this.dataSource.manager.findOne(SingleSignOnLink, { where: { issuer, subject } });
  }

  async ofUser(userId: EntityId): Promise<SingleSignOnLink[]> {
    return this.dataSource.manager.find(SingleSignOnLink, { where: { userId }, order: { id: 'ASC' } });
  }

  /** The link's id; null when there is none that waits for it. */
  async confirm(tx: Transaction, link: Omit<NewLink, 'confirmedAt'>, now: Date): Promise<EntityId | null> {
    const where = { ...link, confirmedAt: IsNull() };
    const found = await tx.findOne(SingleSignOnLink, { where, lock: { mode: 'pessimistic_write' } });
    if (!found) return null;
    await tx.update(SingleSignOnLink, { id: found.id }, { confirmedAt: now });
    return found.id;
  }

  async insert(tx: Transaction, link: NewLink): Promise<EntityId> {
    return insertRow(tx, SingleSignOnLink, link);
  }

  /** Takes the user's link away, and with it the sessions it started; null when there is none. */
  async remove(tx: Transaction, userId: EntityId, issuer: string): Promise<EntityId | null> {
    const link = await tx.findOne(SingleSignOnLink, { where: { userId, issuer } });
    if (!link) return null;
    await tx.delete(SingleSignOnLink, { id: link.id });
    return link.id;
  }
}
