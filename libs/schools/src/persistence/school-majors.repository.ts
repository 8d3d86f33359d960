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
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { schoolDirectoryScope, schoolFactScope } from './school-scope';
import { SchoolMajor } from './school-major.entity';

export interface SchoolMajorRow {
  readonly id: number;
  readonly schoolId: number;
  readonly code: string;
  readonly name: string;
}

export interface SchoolMajorFilter {
  readonly schoolId?: number | null;
  /** Part of the name or code. */
  readonly search?: string | null;
}

const COLUMNS = 'm.id, m.school_id AS schoolId, m.code, m.name';
const FROM = 'school_major m LEFT JOIN school s ON s.id = m.school_id';

@Injectable()
export class SchoolMajorsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Ordered by school and major code. */
  list(scope: RowScope, filter: SchoolMajorFilter, page: PageRequest): Promise<Page<SchoolMajorRow>> {
    const where = allOf(
      schoolDirectoryScope(scope, 's'),
      filter.schoolId ? equals('m.school_id', filter.schoolId) : null,
      filter.search ? containsText(['m.name', 'm.code'], filter.search) : null,
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: FROM, params: [] },
      where,
      orderBy: 'm.school_id, m.code',
    };
    return listPage(this.dataSource, query, page);
  }

  async byIds(scope: RowScope, ids: readonly number[]): Promise<Map<number, SchoolMajorRow>> {
    const rows = await this.select(this.dataSource, allOf(schoolDirectoryScope(scope, 's'), isOneOf('m.id', ids)));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Majors of the visible ones of the schools, by code, in one statement. */
  ofSchools(scope: RowScope, schoolIds: readonly number[]): Promise<SchoolMajorRow[]> {
    const where = allOf(schoolDirectoryScope(scope, 's'), isOneOf('m.school_id', schoolIds));
    return this.select(this.dataSource, where, 'ORDER BY m.school_id, m.code');
  }

  /** Locks the row for a write; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<SchoolMajorRow | null> {
    const where = allOf(schoolFactScope(scope, 's'), equals('m.id', id));
    return (await this.select(tx, where, 'FOR UPDATE'))[0] ?? null;
  }

  async belongsTo(tx: Transaction, majorId: number, schoolId: number): Promise<boolean> {
    const rows = (await tx.query('SELECT 1 FROM school_major WHERE id = ? AND school_id = ?', [
      majorId,
      schoolId,
    ])) as unknown[];
    return rows.length === 1;
  }

  async insert(tx: Transaction, major: Omit<SchoolMajorRow, 'id'>): Promise<SchoolMajorRow> {
    return { ...major, id: await insertRow(tx, SchoolMajor, major) };
  }

  async rename(tx: Transaction, id: number, name: string): Promise<void> {
    await tx.update(SchoolMajor, { id }, { name });
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<SchoolMajorRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ${suffix}`, [
      ...where.params,
    ])) as SchoolMajorRow[];
  }
}
