import { Injectable } from '@nestjs/common';
import { EntityId, Page, PageRequest } from '@sxbq/kernel';
import { allOf, containsText, equals, insertRow, isOneOf, listPage, startsWith, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { OrganisationKind } from '../domain/organisation-kind';
import { OrganisationSort } from '../domain/organisation-sort';
import { AccountScope, organisationScope } from './account-scope';
import { isSet } from './is-set';
import { Organisation } from './organisation.entity';
import { StandingNotices } from './standing-notices';

/** An organisation as reads give it out. */
export type OrganisationRow = Pick<
  Organisation,
  'id' | 'code' | 'kind' | 'name' | 'regionPrefix' | 'schoolId' | 'enterpriseId' | 'disabledAt' | 'revision'
>;

export interface OrganisationFilter {
  /** Part of the name or code. */
  readonly search?: string | null;
  readonly kind?: OrganisationKind | null;
  /** Organisations whose own region lies under it. */
  readonly regionPrefix?: string | null;
  readonly disabled?: boolean | null;
}

const COLUMNS = `o.id, o.code, o.kind, o.name, o.region_prefix AS regionPrefix, o.school_id AS schoolId,
  o.enterprise_id AS enterpriseId, o.disabled_at AS disabledAt, o.revision`;

const ORDER: Readonly<Record<OrganisationSort, string>> = {
  [OrganisationSort.CODE_ASC]: 'o.code',
  [OrganisationSort.CODE_DESC]: 'o.code DESC',
  [OrganisationSort.NAME_ASC]: 'o.name, o.id',
  [OrganisationSort.NAME_DESC]: 'o.name DESC, o.id DESC',
  [OrganisationSort.NEWEST]: 'o.id DESC',
};

@Injectable()
export class OrganisationRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly notices: StandingNotices,
  ) {}

  async findByCode(code: string): Promise<Organisation | null> {
    return this.dataSource.manager.findOne(Organisation, { where: { code } });
  }

  async find(tx: Transaction, id: EntityId): Promise<Organisation | null> {
    return tx.findOne(Organisation, { where: { id } });
  }

  list(
    scope: AccountScope,
    filter: OrganisationFilter,
    sort: OrganisationSort,
    page: PageRequest,
  ): Promise<Page<OrganisationRow>> {
    const where = allOf(
      organisationScope(scope, 'o'),
      filter.search ? containsText(['o.name', 'o.code'], filter.search) : null,
      filter.kind ? equals('o.kind', filter.kind) : null,
      filter.regionPrefix ? startsWith('o.region_prefix', filter.regionPrefix) : null,
      isSet('o.disabled_at', filter.disabled),
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: 'organisation o', params: [] },
      where,
      orderBy: ORDER[sort],
    };
    return listPage(this.dataSource, query, page);
  }

  /** The visible ones of the ids. */
  async byIds(scope: AccountScope, ids: readonly EntityId[]): Promise<Map<EntityId, OrganisationRow>> {
    const where = allOf(organisationScope(scope, 'o'), isOneOf('o.id', ids));
    const rows = (await this.dataSource.query(`SELECT ${COLUMNS} FROM organisation o WHERE ${where.sql}`, [
      ...where.params,
    ])) as OrganisationRow[];
    return new Map(rows.map((row) => [row.id, row]));
  }

  async insert(
    tx: Transaction,
    organisation: Pick<Organisation, 'code' | 'kind' | 'name' | 'regionPrefix' | 'schoolId' | 'enterpriseId'>,
  ): Promise<EntityId> {
    return insertRow(tx, Organisation, organisation);
  }

  /** False when the row no longer has the revision: somebody else was faster. */
  async update(
    tx: Transaction,
    { id, revision }: Pick<Organisation, 'id' | 'revision'>,
    change: Partial<Pick<Organisation, 'name' | 'disabledAt'>>,
  ): Promise<boolean> {
    const updated = await tx.update(Organisation, { id, revision }, { ...change, revision: revision + 1 });
    if (change.disabledAt) this.notices.tell(tx);
    return updated.affected === 1;
  }
}
