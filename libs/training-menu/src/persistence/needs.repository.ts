import { Injectable } from '@nestjs/common';
import { equals, SqlCondition, startsWith } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { MenuStatus } from '../domain/menu-status';
import { NeedContent } from '../domain/need-content';
import { MenuRepository, MenuRow } from './menu.repository';
import { NEED_AFFAIRS, NEED_DIRECTORY, needScope } from './menu-scope';
import { TrainingNeed } from './training-need.entity';

/** A 培训需求 as reads give it out. */
export interface NeedRow extends MenuRow, NeedContent {
  readonly enterpriseId: number;
  readonly validUntil: string;
}

export interface NeedFilter {
  readonly enterpriseId?: number | null;
  readonly status?: MenuStatus | null;
  readonly occupationCode?: string | null;
  readonly grade?: number | null;
  /** First digits of where it is to be held. */
  readonly regionPrefix?: string | null;
  /** Beginning of the code. */
  readonly search?: string | null;
}

const COLUMNS = `m.id, m.enterprise_id AS enterpriseId, m.code, m.occupation_edition AS occupationEdition,
  m.occupation_code AS occupationCode, m.grade, m.heads, m.taken, m.earliest_on AS earliestOn,
  m.latest_on AS latestOn, m.region_code AS regionCode, m.price_ceiling AS priceCeiling, m.remarks,
  m.valid_until AS validUntil, m.status, m.changed_at AS changedAt, m.revision`;

@Injectable()
export class NeedsRepository extends MenuRepository<NeedRow, NeedFilter> {
  constructor(dataSource: DataSource) {
    super(dataSource, {
      entity: TrainingNeed,
      table: 'training_need',
      columns: COLUMNS,
      capacity: 'heads',
      affairs: (scope) => needScope(NEED_AFFAIRS, scope, 'm'),
      directory: (scope) => needScope(NEED_DIRECTORY, scope, 'm'),
    });
  }

  protected conditions(filter: NeedFilter): (SqlCondition | null)[] {
    const { enterpriseId, status, occupationCode, grade, regionPrefix, search } = filter;
    return [
      enterpriseId ? equals('m.enterprise_id', enterpriseId) : null,
      status ? equals('m.status', status) : null,
      occupationCode ? equals('m.occupation_code', occupationCode) : null,
      grade ? equals('m.grade', grade) : null,
      regionPrefix ? startsWith('m.region_code', regionPrefix) : null,
      search?.trim() ? startsWith('m.code', search.trim()) : null,
    ];
  }
}
