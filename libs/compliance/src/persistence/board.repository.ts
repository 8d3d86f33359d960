import { Injectable } from '@nestjs/common';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, containsText, equals, isOneOf, listPage, SqlCondition, startsWith } from '@sxbq/platform';
import { schoolFactScope } from '@sxbq/schools';
import { DataSource } from 'typeorm';
import {
  BoardTotals,
  ComplianceFilter,
  ComplianceSort,
  INDICATOR_ORDER,
  OVERALL_ORDER,
  TIER_ORDER,
  totalsOf,
} from '../domain/board';
import { SchoolSummary } from '../domain/result';
import { Verdict } from '../domain/verdict';
import { STORED_SUMMARY_COLUMNS, StoredRow, storedSummary } from './results.repository';

/** What a board asks for. */
export interface BoardQuery {
  readonly scope: RowScope;
  readonly year: number;
  readonly asOf: CalendarDate;
  readonly filter: ComplianceFilter;
  readonly sort: ComplianceSort;
}

/** Every order ends with a unique column, so that pages never overlap. */
const ORDER_BY: Readonly<Record<ComplianceSort, string>> = {
  [ComplianceSort.CODE_ASC]: 's.code',
  [ComplianceSort.NAME_ASC]: 's.name, s.code',
  [ComplianceSort.OVERALL]: `FIELD(r.overall, ${quoted(OVERALL_ORDER)}), s.code`,
  // No tier yet: last.
  [ComplianceSort.TIER]: `r.tier IS NULL, FIELD(r.tier, ${quoted(TIER_ORDER)}), s.code`,
};

/** The city's schools with their results. */
@Injectable()
export class BoardRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** True when every school of the board has a result kept for (year, D), so that the board can be read. */
  async isComplete(
    year: number,
    asOf: CalendarDate,
    scope: RowScope = { kind: 'REGION', prefix: '' },
    filter: ComplianceFilter = {},
  ): Promise<boolean> {
    const schools = schoolsOf(scope, filter);
    const rows = (await this.dataSource.query(
      `SELECT 1 FROM school s
        WHERE ${schools.sql}
          AND NOT EXISTS (SELECT 1 FROM compliance_result r
                           WHERE r.school_id = s.id AND r.year = ? AND r.as_of = ?) LIMIT 1`,
      [...schools.params, year, asOf],
    )) as unknown[];
    return rows.length === 0;
  }

  /** One page of kept results. */
  async page(query: BoardQuery, page: PageRequest): Promise<Page<SchoolSummary>> {
    const { items, total } = await listPage<StoredRow>(
      this.dataSource,
      {
        columns: { sql: STORED_SUMMARY_COLUMNS, params: [] },
        from: { sql: 'compliance_result r JOIN school s ON s.id = r.school_id', params: [] },
        where: keptResultsOf(query),
        orderBy: ORDER_BY[query.sort],
      },
      page,
    );
    return { items: items.map(storedSummary), total };
  }

  /** How many kept results have each overall verdict. */
  async totals(query: BoardQuery): Promise<BoardTotals> {
    const where = keptResultsOf(query);
    const rows = (await this.dataSource.query(
      `SELECT r.overall FROM compliance_result r JOIN school s ON s.id = r.school_id WHERE ${where.sql}`,
      [...where.params],
    )) as { overall: Verdict }[];
    return totalsOf(rows.map(({ overall }) => overall));
  }

  /** Ids of the board's schools in its order of code or name; what a result decides is left to the caller. */
  async schoolIds(scope: RowScope, filter: ComplianceFilter, sort: ComplianceSort): Promise<number[]> {
    const where = schoolsOf(scope, filter);
    const orderBy = sort === ComplianceSort.NAME_ASC ? ORDER_BY[sort] : ORDER_BY[ComplianceSort.CODE_ASC];
    const rows = (await this.dataSource.query(`SELECT s.id FROM school s WHERE ${where.sql} ORDER BY ${orderBy}`, [
      ...where.params,
    ])) as { id: number }[];
    return rows.map(({ id }) => id);
  }

  /** Ids of the schools with these codes, in order of code; codes outside the scope are left out. */
  async schoolsByCode(scope: RowScope, codes: readonly string[]): Promise<{ id: number; code: string }[]> {
    const where = allOf(schoolFactScope(scope, 's'), isOneOf('s.code', codes));
    return (await this.dataSource.query(`SELECT s.id, s.code FROM school s WHERE ${where.sql} ORDER BY s.code`, [
      ...where.params,
    ])) as { id: number; code: string }[];
  }

  /** Those of the ids that the scope may see. */
  async visible(scope: RowScope, schoolIds: readonly number[]): Promise<number[]> {
    const where = allOf(schoolFactScope(scope, 's'), isOneOf('s.id', schoolIds));
    const rows = (await this.dataSource.query(`SELECT s.id FROM school s WHERE ${where.sql} ORDER BY s.id`, [
      ...where.params,
    ])) as { id: number }[];
    return rows.map(({ id }) => id);
  }

  /** Ids under a region prefix after `afterId`, ascending: one page of a city-wide run. */
  async nextSchools(regionPrefix: string, afterId: number, limit: number): Promise<number[]> {
    const where = allOf(startsWith('s.region_code', regionPrefix), condition('s.id > ?', [afterId]));
    const rows = (await this.dataSource.query(`SELECT s.id FROM school s WHERE ${where.sql} ORDER BY s.id LIMIT ?`, [
      ...where.params,
      limit,
    ])) as { id: number }[];
    return rows.map(({ id }) => id);
  }

  async countSchools(regionPrefix: string): Promise<number> {
    const where = startsWith('s.region_code', regionPrefix);
    const [row] = (await this.dataSource.query(`SELECT COUNT(*) AS total FROM school s WHERE ${where.sql}`, [
      ...where.params,
    ])) as [{ total: number | string }];
    return Number(row.total);
  }
}

/** The part of the filter that a school itself decides. */
function schoolsOf(scope: RowScope, filter: ComplianceFilter): SqlCondition {
  return allOf(
    schoolFactScope(scope, 's'),
    filter.search ? containsText(['s.name', 's.code'], filter.search) : null,
    filter.regionPrefix ? startsWith('s.region_code', filter.regionPrefix) : null,
  );
}

function keptResultsOf({ scope, filter, year, asOf }: BoardQuery): SqlCondition {
  return allOf(
    schoolsOf(scope, filter),
    condition('r.year = ? AND r.as_of = ?', [year, asOf]),
    filter.tier ? equals('r.tier', filter.tier) : null,
    filter.overall ? equals('r.overall', filter.overall) : null,
    indicatorHasVerdict(filter),
  );
}

/** Indicators are kept in the order of IndicatorCode, so each has its place in the array. */
function indicatorHasVerdict({ indicator, verdict }: ComplianceFilter): SqlCondition | null {
  if (!indicator || !verdict) return null;
  const place = INDICATOR_ORDER.indexOf(indicator);
  return condition(`JSON_UNQUOTE(JSON_EXTRACT(r.indicators, '$[${place}].verdict')) = ?`, [verdict]);
}

/** Our own enum values, never a client's text. */
function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
