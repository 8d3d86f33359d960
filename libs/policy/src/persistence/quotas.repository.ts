import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, equals, isOneOf, listPage, SqlCondition, SqlRunner, Transaction } from '@sxbq/platform';
import { schoolFactScope } from '@sxbq/schools';
import { DataSource } from 'typeorm';
import { IndicatorCode } from '../domain/indicator-code';
import { QuotaSort } from '../domain/policy-sort';

export interface QuotaRow {
  readonly id: number;
  readonly schoolId: number;
  readonly year: number;
  readonly indicatorCode: IndicatorCode;
  readonly amount: number;
}

export interface QuotaFilter {
  readonly schoolId?: number | null;
  readonly year?: number | null;
  readonly indicatorCode?: IndicatorCode | null;
}

const COLUMNS = 'q.id, q.school_id AS schoolId, q.year, q.indicator_code AS indicatorCode, q.amount';
const FROM = 'quota q LEFT JOIN school s ON s.id = q.school_id';

/** A unique column needs no id behind it; with one, the servers would sort instead of walking the index. */
const ORDER: Readonly<Record<QuotaSort, string>> = {
  [QuotaSort.YEAR_DESC]: 'q.year DESC, s.code, q.id',
  [QuotaSort.YEAR_ASC]: 'q.year, s.code, q.id',
  [QuotaSort.SCHOOL_ASC]: 'q.school_id, q.year, q.indicator_code',
  [QuotaSort.AMOUNT_DESC]: 'q.amount DESC, q.id DESC',
};

@Injectable()
export class QuotasRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(scope: RowScope, filter: QuotaFilter, sort: QuotaSort, page: PageRequest): Promise<Page<QuotaRow>> {
    const where = allOf(
      schoolFactScope(scope, 's'),
      filter.schoolId ? equals('q.school_id', filter.schoolId) : null,
      filter.year ? equals('q.year', filter.year) : null,
      filter.indicatorCode ? equals('q.indicator_code', filter.indicatorCode) : null,
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: FROM, params: [] },
      where,
      orderBy: ORDER[sort],
    };
    return listPage(this.dataSource, query, page);
  }

  /** Quotas of the year of the visible ones of the schools, in one statement. */
  ofSchools(scope: RowScope, year: number, schoolIds: readonly number[]): Promise<QuotaRow[]> {
    const where = allOf(schoolFactScope(scope, 's'), equals('q.year', year), isOneOf('q.school_id', schoolIds));
    return this.select(this.dataSource, where, 'ORDER BY q.school_id, q.id');
  }

  /** Those of the schools that the scope may write. */
  async writableSchools(tx: Transaction, scope: RowScope, schoolIds: readonly number[]): Promise<Set<number>> {
    const where = allOf(schoolFactScope(scope, 's'), isOneOf('s.id', schoolIds));
    const rows = (await tx.query(`SELECT s.id FROM school s WHERE ${where.sql} ORDER BY s.id FOR UPDATE`, [
      ...where.params,
    ])) as { id: number }[];
    return new Set(rows.map(({ id }) => id));
  }

  /** The schools' quotas for the indicator of the year; call it with the schools locked. */
  ofIndicator(
    tx: Transaction,
    year: number,
    indicatorCode: IndicatorCode,
    schoolIds: readonly number[],
  ): Promise<QuotaRow[]> {
    const where = allOf(
      equals('q.year', year),
      equals('q.indicator_code', indicatorCode),
      isOneOf('q.school_id', schoolIds),
    );
    return this.select(tx, where, 'ORDER BY q.school_id');
  }

  /** Inserts or changes all of them in one statement. */
  async put(
    tx: Transaction,
    year: number,
    indicatorCode: IndicatorCode,
    amounts: ReadonlyMap<number, number>,
  ): Promise<void> {
    if (amounts.size === 0) return;
    const rows = [...amounts].map(([schoolId, amount]) => [schoolId, year, indicatorCode, amount]);
    await tx.query(
      `INSERT INTO quota (school_id, year, indicator_code, amount) VALUES ?
       ON DUPLICATE KEY UPDATE amount = VALUES(amount)`,
      [rows],
    );
  }

  async remove(tx: Transaction, id: number): Promise<void> {
    await tx.query('DELETE FROM quota WHERE id = ?', [id]);
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix: string): Promise<QuotaRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ${suffix}`, [
      ...where.params,
    ])) as QuotaRow[];
  }
}
