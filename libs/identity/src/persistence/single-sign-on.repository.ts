import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { SingleSignOnLink } from './single-sign-on-link.entity';

/** Which user a subject of the single sign-on is. */
@Injectable()
export class SingleSignOnRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(issuer: string, subject: string): Promise<SingleSignOnLink | null> {
    return this.dataSource.manager.findOne(SingleSignOnLink, { where: { issuer, subject } });
  }

  async insert(tx: Transaction, link: Pick<SingleSignOnLink, 'userId' | 'issuer' | 'subject'>): Promise<EntityId> {
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
