import { Injectable } from '@nestjs/common';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  containsText,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlFragment,
  SqlRunner,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { SchoolSort } from '../domain/school-sort';
import { SchoolTier } from '../domain/school-tier';
import { TierPeriod } from '../domain/tier-on';
import { School } from './school.entity';
import { schoolDirectoryScope, schoolFactScope } from './school-scope';
import { SchoolTierPeriod } from './school-tier-period.entity';

/** A school as reads give it out; the contact is null where the scope may not see it. */
export interface SchoolRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly uscc: string | null;
  readonly regionCode: string;
  readonly contactName: string | null;
  /** Ciphertext; only `SchoolsService.maskedPhone` opens it. */
  readonly sealedPhone: string | null;
  readonly revision: number;
}

export interface TierPeriodRow extends TierPeriod {
  readonly id: number;
  readonly schoolId: number;
}

export interface SchoolFilter {
  /** Part of the name, code or credit code. */
  readonly search?: string | null;
  readonly regionPrefix?: string | null;
  /** Schools that hold this tier on `tierOn`. */
  readonly tier?: SchoolTier | null;
}

/** Columns a write may set. */
export type SchoolColumns = Pick<
  School,
  'code' | 'name' | 'uscc' | 'regionCode' | 'contactName' | 'contactPhone' | 'contactPhoneIndex'
>;

/** What a new school must have; the contact may follow later. */
export type NewSchoolColumns = Pick<School, 'code' | 'name' | 'uscc' | 'regionCode'> & Partial<SchoolColumns>;

/** A unique column needs no id behind it; with one, the servers would sort instead of walking the index. */
const ORDER: Readonly<Record<SchoolSort, string>> = {
  [SchoolSort.CODE_ASC]: 's.code',
  [SchoolSort.CODE_DESC]: 's.code DESC',
  [SchoolSort.NAME_ASC]: 's.name, s.id',
  [SchoolSort.NAME_DESC]: 's.name DESC, s.id DESC',
  [SchoolSort.REGION_ASC]: 's.region_code, s.id',
  [SchoolSort.REGION_DESC]: 's.region_code DESC, s.id DESC',
};

const TIER_ON = `(SELECT t.tier FROM school_tier t
  WHERE t.school_id = s.id AND t.effective_from <= ? ORDER BY t.effective_from DESC LIMIT 1)`;

/** An enterprise learns that a school exists, not whom to call there. */
function columnsFor(scope: RowScope): SqlFragment {
  const contact =
    scope.kind === 'ENTERPRISE'
      ? 'NULL AS contactName, NULL AS sealedPhone'
      : 's.contact_name AS contactName, s.contact_phone AS sealedPhone';
  return { sql: `s.id, s.code, s.name, s.uscc, s.region_code AS regionCode, ${contact}, s.revision`, params: [] };
}

@Injectable()
export class SchoolsRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(
    scope: RowScope,
    filter: SchoolFilter,
    tierDate: CalendarDate,
    sort: SchoolSort,
    page: PageRequest,
  ): Promise<Page<SchoolRow>> {
    const where = allOf(
      schoolDirectoryScope(scope, 's'),
      filter.search ? containsText(['s.name', 's.code', 's.uscc'], filter.search) : null,
      filter.regionPrefix ? startsWith('s.region_code', filter.regionPrefix) : null,
      filter.tier ? condition(`${TIER_ON} = ?`, [tierDate, filter.tier]) : null,
    );
    const from = { sql: 'school s', params: [] };
    return listPage(this.dataSource, { columns: columnsFor(scope), from, where, orderBy: ORDER[sort] }, page);
  }

  /** The visible ones of the ids, in one statement. */
  async byIds(scope: RowScope, ids: readonly number[]): Promise<Map<number, SchoolRow>> {
    const rows = await this.select(
      this.dataSource,
      scope,
      allOf(schoolDirectoryScope(scope, 's'), isOneOf('s.id', ids)),
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  async byCode(scope: RowScope, code: string): Promise<SchoolRow | null> {
    const where = allOf(schoolDirectoryScope(scope, 's'), equals('s.code', code));
    return (await this.select(this.dataSource, scope, where))[0] ?? null;
  }

  /** Locks the row for a write; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<SchoolRow | null> {
    const where = allOf(schoolFactScope(scope, 's'), equals('s.id', id));
    return (await this.select(tx, scope, where, 'FOR UPDATE'))[0] ?? null;
  }

  /** The row after a write of the same transaction. */
  async written(tx: Transaction, scope: RowScope, id: number): Promise<SchoolRow> {
    return (await this.select(tx, scope, equals('s.id', id)))[0] as SchoolRow;
  }

  insert(tx: Transaction, columns: NewSchoolColumns): Promise<number> {
    return insertRow(tx, School, columns);
  }

  /** False when the row no longer has the revision: somebody else was faster. */
  async update(tx: Transaction, id: number, revision: number, columns: Partial<SchoolColumns>): Promise<boolean> {
    const updated = await tx.update(School, { id, revision }, { ...columns, revision: revision + 1 });
    return updated.affected === 1;
  }

  /** All tier periods of the visible ones of the schools, oldest first, in one statement. */
  async tierPeriods(scope: RowScope, schoolIds: readonly number[]): Promise<TierPeriodRow[]> {
    const where = allOf(schoolDirectoryScope(scope, 's'), isOneOf('t.school_id', schoolIds));
    return (await this.dataSource.query(
      `SELECT t.id, t.school_id AS schoolId, t.tier, t.effective_from AS effectiveFrom
         FROM school_tier t JOIN school s ON s.id = t.school_id
        WHERE ${where.sql} ORDER BY t.school_id, t.effective_from`,
      [...where.params],
    )) as TierPeriodRow[];
  }

  async tierPeriodFrom(tx: Transaction, schoolId: number, effectiveFrom: CalendarDate): Promise<TierPeriodRow | null> {
    const rows = (await tx.query(
      `SELECT id, school_id AS schoolId, tier, effective_from AS effectiveFrom
         FROM school_tier WHERE school_id = ? AND effective_from = ?`,
      [schoolId, effectiveFrom],
    )) as TierPeriodRow[];
    return rows[0] ?? null;
  }

  async insertTierPeriod(tx: Transaction, period: Omit<TierPeriodRow, 'id'>): Promise<TierPeriodRow> {
    return { ...period, id: await insertRow(tx, SchoolTierPeriod, period) };
  }

  async correctTier(tx: Transaction, id: number, tier: SchoolTier): Promise<void> {
    await tx.update(SchoolTierPeriod, { id }, { tier });
  }

  private async select(runner: SqlRunner, scope: RowScope, where: SqlCondition, suffix = ''): Promise<SchoolRow[]> {
    return (await runner.query(`SELECT ${columnsFor(scope).sql} FROM school s WHERE ${where.sql} ${suffix}`, [
      ...where.params,
    ])) as SchoolRow[];
  }
}
