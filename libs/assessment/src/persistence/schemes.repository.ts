import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlRunner,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { AssessmentScheme, AssessmentSubject } from '../domain/model';
import { AssessmentSchemeVersion } from './assessment-scheme.entity';
import { SCHEME_ROWS } from './assessment-scope';
import { jsonOf } from './packed-json';

export type SchemeRow = Omit<AssessmentSchemeVersion, 'document'> & { readonly document: AssessmentScheme };

export interface SchemeFilter {
  readonly year?: number | null;
  readonly subject?: AssessmentSubject | null;
}

const COLUMNS = `v.id, v.region_prefix AS regionPrefix, v.year, v.subject, v.version, v.title, v.document, v.digest,
  v.recorded_by AS recordedBy, v.recorded_at AS recordedAt`;

const schemeScope = (scope: RowScope): SqlCondition => SCHEME_ROWS.toSql(scope, { regionPrefix: 'v.region_prefix' });

@Injectable()
export class SchemesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest year first, of a year the newest version first. */
  async list(scope: RowScope, { year, subject }: SchemeFilter, page: PageRequest): Promise<Page<SchemeRow>> {
    const { items, total } = await listPage<SchemeRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'assessment_scheme v', params: [] },
        where: allOf(
          schemeScope(scope),
          year ? equals('v.year', year) : null,
          subject ? equals('v.subject', subject) : null,
        ),
        orderBy: 'v.year DESC, v.region_prefix, v.subject, v.version DESC',
      },
      page,
    );
    return { items: items.map(read), total };
  }

  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, SchemeRow>> {
    const rows = await this.select(this.dataSource.manager, allOf(isOneOf('v.id', ids), schemeScope(scope)));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Whoever may see a run may see its schemes; in order of id. */
  byIds(ids: readonly number[], runner: SqlRunner = this.dataSource.manager): Promise<SchemeRow[]> {
    return this.select(runner, isOneOf('v.id', ids), ' ORDER BY v.id');
  }

  /** The highest version of the year for the region or one it lies in, the nearest region first. */
  async newest(subject: AssessmentSubject, year: number, regionPrefix: string): Promise<SchemeRow | null> {
    const where = allOf(
      equals('v.subject', subject),
      equals('v.year', year),
      condition("? LIKE CONCAT(v.region_prefix, '%')", [regionPrefix]),
    );
    const rows = await this.select(
      this.dataSource.manager,
      where,
      ' ORDER BY LENGTH(v.region_prefix) DESC, v.version DESC LIMIT 1',
    );
    return rows[0] ?? null;
  }

  /** One above the highest version; two at once meet at the unique key, and one of them is told so. */
  async nextVersion(tx: Transaction, subject: AssessmentSubject, year: number, regionPrefix: string): Promise<number> {
    const [row] = (await tx.query(
      'SELECT COALESCE(MAX(version), 0) + 1 AS next FROM assessment_scheme WHERE region_prefix = ? AND year = ? AND subject = ?',
      [regionPrefix, year, subject],
    )) as [{ next: number | string }];
    return Number(row.next);
  }

  insert(tx: Transaction, scheme: Omit<SchemeRow, 'id' | 'recordedAt'>): Promise<number> {
    return insertRow(tx, AssessmentSchemeVersion, scheme as never);
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<SchemeRow[]> {
    const rows = (await runner.query(`SELECT ${COLUMNS} FROM assessment_scheme v WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as SchemeRow[];
    return rows.map(read);
  }
}

const read = (row: SchemeRow): SchemeRow => ({ ...row, document: jsonOf(row.document) });
