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
  SqlRunner,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ClassLevel } from '../domain/class-level';
import { SchoolClassSort } from '../domain/school-sort';
import { SchoolClass } from './school-class.entity';
import { schoolFactScope } from './school-scope';

export interface SchoolClassRow {
  readonly id: number;
  readonly schoolId: number;
  readonly code: string;
  readonly name: string;
  readonly schoolMajorId: number;
  readonly level: ClassLevel;
  readonly startsOn: CalendarDate;
  /** Last day; null = open. */
  readonly endsOn: CalendarDate | null;
  readonly revision: number;
}

export interface SchoolClassFilter {
  readonly schoolId?: number | null;
  readonly schoolMajorId?: number | null;
  readonly level?: ClassLevel | null;
  /** Classes that run on this date. */
  readonly runningOn?: CalendarDate | null;
  /** Part of the name or code. */
  readonly search?: string | null;
}

/** Columns a write may set. */
export type SchoolClassColumns = Omit<SchoolClassRow, 'id' | 'revision'>;

const COLUMNS = `c.id, c.school_id AS schoolId, c.code, c.name, c.school_major_id AS schoolMajorId, c.level,
  c.starts_on AS startsOn, c.ends_on AS endsOn, c.revision`;
const FROM = 'school_class c LEFT JOIN school s ON s.id = c.school_id';

/** A unique column needs no id behind it; with one, the servers would sort instead of walking the index. */
const ORDER: Readonly<Record<SchoolClassSort, string>> = {
  [SchoolClassSort.CODE_ASC]: 'c.school_id, c.code',
  [SchoolClassSort.CODE_DESC]: 'c.school_id DESC, c.code DESC',
  [SchoolClassSort.STARTS_ON_ASC]: 'c.starts_on, c.id',
  [SchoolClassSort.STARTS_ON_DESC]: 'c.starts_on DESC, c.id DESC',
};

/** A class runs on D when startsOn ≤ D and endsOn is empty or ≥ D (domain.md §2). */
export function runsOn(schoolClass: string, date: CalendarDate): SqlCondition {
  return condition(
    `${schoolClass}.starts_on <= ? AND (${schoolClass}.ends_on IS NULL OR ${schoolClass}.ends_on >= ?)`,
    [date, date],
  );
}

@Injectable()
export class SchoolClassesRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(
    scope: RowScope,
    filter: SchoolClassFilter,
    sort: SchoolClassSort,
    page: PageRequest,
  ): Promise<Page<SchoolClassRow>> {
    const where = allOf(
      schoolFactScope(scope, 's'),
      filter.schoolId ? equals('c.school_id', filter.schoolId) : null,
      filter.schoolMajorId ? equals('c.school_major_id', filter.schoolMajorId) : null,
      filter.level ? equals('c.level', filter.level) : null,
      filter.runningOn ? runsOn('c', filter.runningOn) : null,
      filter.search ? containsText(['c.name', 'c.code'], filter.search) : null,
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: FROM, params: [] },
      where,
      orderBy: ORDER[sort],
    };
    return listPage(this.dataSource, query, page);
  }

  async byIds(scope: RowScope, ids: readonly number[]): Promise<Map<number, SchoolClassRow>> {
    const rows = await this.select(this.dataSource, allOf(schoolFactScope(scope, 's'), isOneOf('c.id', ids)));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Locks the row for a write; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<SchoolClassRow | null> {
    const where = allOf(schoolFactScope(scope, 's'), equals('c.id', id));
    return (await this.select(tx, where, 'FOR UPDATE'))[0] ?? null;
  }

  async insert(tx: Transaction, columns: SchoolClassColumns): Promise<SchoolClassRow> {
    return { ...columns, id: await insertRow(tx, SchoolClass, columns), revision: 1 };
  }

  /** False when the row no longer has the revision: somebody else was faster. */
  async update(tx: Transaction, id: number, revision: number, columns: Partial<SchoolClassColumns>): Promise<boolean> {
    const updated = await tx.update(SchoolClass, { id, revision }, { ...columns, revision: revision + 1 });
    return updated.affected === 1;
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<SchoolClassRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ${suffix}`, [
      ...where.params,
    ])) as SchoolClassRow[];
  }
}
