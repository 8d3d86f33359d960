import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { insertRow, Transaction } from '@sxbq/platform';
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
    organisation: Pick<Organisation, 'code' | 'kind' | 'name' | 'regionPrefix' | 'schoolId' | 'enterpriseId'>,
  ): Promise<EntityId> {
    return insertRow(tx, Organisation, organisation);
  }
}
