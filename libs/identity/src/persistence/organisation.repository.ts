import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { Organisation } from './organisation.entity';

@Injectable()
export class OrganisationRepository {
  constructor(private readonly dataSource: DataSource) {}

  async findByCode(code: string, tx: Transaction = this.dataSource.manager): Promise<Organisation | null> {
    return tx.findOne(Organisation, { where: { code } });
  }

  async insert(
    tx: Transaction,
    organisation: Omit<Organisation, 'id' | 'recordedAt' | 'changedAt'>,
  ): Promise<EntityId> {
    const result = await tx.insert(Organisation, organisation);
    return (result.identifiers[0] as { id: EntityId }).id;
  }
}
