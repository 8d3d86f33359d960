import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  containsText,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlRunner,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { EnterpriseKind } from '../domain/enterprise-kind';
import { EnterpriseSize } from '../domain/enterprise-size';
import { EnterpriseSort } from '../domain/enterprise-sort';
import { enterpriseDirectoryScope, enterpriseFactScope } from './enterprise-scope';
import { Enterprise } from './enterprise.entity';

/** An enterprise as reads give it out. */
export interface EnterpriseRow {
  readonly id: number;
  readonly uscc: string;
  readonly name: string;
  readonly kind: EnterpriseKind;
  readonly industryCode: string | null;
  readonly size: EnterpriseSize | null;
  readonly regionCode: string;
  readonly contactName: string | null;
  /** Ciphertext; only `EnterprisesService.maskedPhone` opens it. */
  readonly sealedPhone: string | null;
  readonly revision: number;
}

export interface EnterpriseFilter {
  /** Part of the name or credit code. */
  readonly search?: string | null;
  readonly kind?: EnterpriseKind | null;
  /** First characters of the GB/T 4754 code. */
  readonly industryPrefix?: string | null;
  readonly size?: EnterpriseSize | null;
  readonly regionPrefix?: string | null;
}

/** Columns a write may set. */
export type EnterpriseColumns = Pick<
  Enterprise,
  | 'uscc'
  | 'name'
  | 'kind'
  | 'industryCode'
  | 'size'
  | 'regionCode'
  | 'contactName'
  | 'contactPhone'
  | 'contactPhoneIndex'
>;

/** What a new enterprise must have; the rest may follow later. */
export type NewEnterpriseColumns = Pick<Enterprise, 'uscc' | 'name' | 'kind' | 'regionCode'> &
  Partial<EnterpriseColumns>;

const COLUMNS = `e.id, e.uscc, e.name, e.kind, e.industry_code AS industryCode, e.size, e.region_code AS regionCode,
  e.contact_name AS contactName, e.contact_phone AS sealedPhone, e.revision`;

/** A unique column needs no id behind it; with one, the servers would sort instead of walking the index. */
const ORDER: Readonly<Record<EnterpriseSort, string>> = {
  [EnterpriseSort.USCC_ASC]: 'e.uscc',
  [EnterpriseSort.USCC_DESC]: 'e.uscc DESC',
  [EnterpriseSort.NAME_ASC]: 'e.name, e.id',
  [EnterpriseSort.NAME_DESC]: 'e.name DESC, e.id DESC',
  [EnterpriseSort.REGION_ASC]: 'e.region_code, e.id',
  [EnterpriseSort.REGION_DESC]: 'e.region_code DESC, e.id DESC',
};

@Injectable()
export class EnterprisesRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(
    scope: RowScope,
    filter: EnterpriseFilter,
    sort: EnterpriseSort,
    page: PageRequest,
  ): Promise<Page<EnterpriseRow>> {
    const where = allOf(
      enterpriseDirectoryScope(scope, 'e'),
      filter.search ? containsText(['e.name', 'e.uscc'], filter.search) : null,
      filter.kind ? equals('e.kind', filter.kind) : null,
      filter.industryPrefix ? startsWith('e.industry_code', filter.industryPrefix) : null,
      filter.size ? equals('e.size', filter.size) : null,
      filter.regionPrefix ? startsWith('e.region_code', filter.regionPrefix) : null,
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: 'enterprise e', params: [] },
      where,
      orderBy: ORDER[sort],
    };
    return listPage(this.dataSource, query, page);
  }

  /** The visible ones of the ids, in one statement. */
  async byIds(scope: RowScope, ids: readonly number[]): Promise<Map<number, EnterpriseRow>> {
    const where = allOf(enterpriseDirectoryScope(scope, 'e'), isOneOf('e.id', ids));
    return new Map((await this.select(this.dataSource, where)).map((row) => [row.id, row]));
  }

  async byUscc(scope: RowScope, uscc: string): Promise<EnterpriseRow | null> {
    const where = allOf(enterpriseDirectoryScope(scope, 'e'), equals('e.uscc', uscc));
    return (await this.select(this.dataSource, where))[0] ?? null;
  }

  /** Locks the row for a write; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<EnterpriseRow | null> {
    const where = allOf(enterpriseFactScope(scope, 'e'), equals('e.id', id));
    return (await this.select(tx, where, 'FOR UPDATE'))[0] ?? null;
  }

  /** The row after a write of the same transaction. */
  async written(tx: Transaction, id: number): Promise<EnterpriseRow> {
    return (await this.select(tx, equals('e.id', id)))[0] as EnterpriseRow;
  }

  insert(tx: Transaction, columns: NewEnterpriseColumns): Promise<number> {
    return insertRow(tx, Enterprise, columns);
  }

  /** False when the row no longer has the revision: somebody else was faster. */
  async update(tx: Transaction, id: number, revision: number, columns: Partial<EnterpriseColumns>): Promise<boolean> {
    const updated = await tx.update(Enterprise, { id, revision }, { ...columns, revision: revision + 1 });
    return updated.affected === 1;
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<EnterpriseRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM enterprise e WHERE ${where.sql} ${suffix}`, [
      ...where.params,
    ])) as EnterpriseRow[];
  }
}
