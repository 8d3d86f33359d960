import { Injectable } from '@nestjs/common';
import { GraduateStatus } from '@sxbq/graduates';
import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { allOf, equals, RowCondition, RowRule, SqlCondition, startsWith } from '@sxbq/platform';
import { PostingStatus } from '@sxbq/postings';
import { DataSource } from 'typeorm';
import { BalanceDimension } from '../domain/balance-dimension';
import { BalanceCounts } from '../domain/balance-row';

/** Of whom and what, narrowed step by step; what is left out is not narrowed by. */
export interface BalanceQuery {
  /** Narrows the graduates; a posting is for whoever may take it. */
  readonly graduationYear?: number | null;
  readonly regionPrefix: string;
  readonly occupationCode?: string | null;
  readonly majorName?: string | null;
  readonly grade?: number | null;
}

/** Whose figures a scope may see: those of its region; a school and an enterprise see their city's, which name nobody. */
export const BALANCE_REGION = new RowRule('Balance', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ regionPrefix }) => cityOf(regionPrefix),
  ENTERPRISE: ({ regionPrefix }) => cityOf(regionPrefix),
});

function cityOf(regionPrefix: string): RowCondition | null {
  const city = cityPrefixOf(regionPrefix);
  return city === null ? null : { regionCode: { $under: [city] } };
}

/** Where the key of each dimension stands: on the side of graduates and on that of postings. */
const KEYS: Readonly<Record<BalanceDimension, { readonly graduate: string; readonly posting: string }>> = {
  [BalanceDimension.OCCUPATION]: { graduate: 'k.occupation_code', posting: 'p.occupation_code' },
  [BalanceDimension.MAJOR]: { graduate: 'm.name', posting: "COALESCE(n.major_name, '')" },
  [BalanceDimension.GRADE]: { graduate: 'k.grade', posting: "COALESCE(p.grade_floor, '')" },
  [BalanceDimension.DISTRICT]: { graduate: 's.region_code', posting: 'p.region_code' },
  [BalanceDimension.YEAR]: { graduate: 'g.graduation_year', posting: "COALESCE(YEAR(p.starts_on), '')" },
};

const GRADUATES = `graduate g
  JOIN school s ON s.id = g.school_id
  JOIN graduate_cohort c ON c.id = g.cohort_id
  JOIN school_class l ON l.id = c.school_class_id
  JOIN school_major m ON m.id = l.school_major_id
  LEFT JOIN graduate_certificate k ON k.graduate_id = g.id`;
const POSTINGS = 'job_posting p LEFT JOIN job_posting_major n ON n.job_posting_id = p.id';

/**
 * Supply against demand, two statements for any dimension. A graduate with certificates in two occupations counts in
 * both, a posting that names two majors in both: each row answers 'who could', so rows do not add up to heads.
 */
@Injectable()
export class BalanceRepository {
  constructor(private readonly dataSource: DataSource) {}

  async counts(scope: RowScope, dimension: BalanceDimension, query: BalanceQuery): Promise<BalanceCounts[]> {
    const [supply, demand] = await Promise.all([
      this.supply(scope, KEYS[dimension].graduate, query),
      this.demand(scope, KEYS[dimension].posting, query),
    ]);
    const keys = new Set([...supply.keys(), ...demand.keys()]);
    return [...keys].map((key) => ({
      key,
      supply: supply.get(key)?.available ?? 0,
      placed: supply.get(key)?.placed ?? 0,
      demand: demand.get(key) ?? 0,
    }));
  }

  private async supply(
    scope: RowScope,
    key: string,
    query: BalanceQuery,
  ): Promise<Map<string, { available: number; placed: number }>> {
    const { graduationYear, regionPrefix, occupationCode, majorName, grade } = query;
    const where = allOf(
      graduationYear ? equals('g.graduation_year', graduationYear) : null,
      inScope(scope, 's.region_code'),
      startsWith('s.region_code', regionPrefix),
      { sql: `${key} IS NOT NULL`, params: [] },
      occupationCode ? equals('k.occupation_code', occupationCode) : null,
      majorName ? equals('m.name', majorName) : null,
      grade ? equals('k.grade', grade) : null,
    );
    const rows = (await this.dataSource.query(
      `SELECT ${key} AS code, COUNT(DISTINCT IF(g.status = '${GraduateStatus.AVAILABLE}', g.id, NULL)) AS available,
              COUNT(DISTINCT IF(g.status = '${GraduateStatus.PLACED}', g.id, NULL)) AS placed
         FROM ${GRADUATES} WHERE ${where.sql} GROUP BY code`,
      [...where.params],
    )) as { code: string | number; available: number | string; placed: number | string }[];
    return new Map(
      rows.map(({ code, available, placed }) => [
        String(code),
        { available: Number(available), placed: Number(placed) },
      ]),
    );
  }

  private async demand(scope: RowScope, key: string, query: BalanceQuery): Promise<Map<string, number>> {
    const { regionPrefix, occupationCode, majorName, grade } = query;
    const where = allOf(
      equals('p.status', PostingStatus.LIVE),
      inScope(scope, 'p.region_code'),
      startsWith('p.region_code', regionPrefix),
      occupationCode ? equals('p.occupation_code', occupationCode) : null,
      majorName ? equals('n.major_name', majorName) : null,
      // Whoever holds a grade may take what asks for it or for less; a lower number is a higher grade.
      grade ? { sql: 'p.grade_floor IS NULL OR p.grade_floor >= ?', params: [grade] } : null,
    );
    const rows = (await this.dataSource.query(
      `SELECT code, SUM(places) AS places
         FROM (SELECT DISTINCT p.id, ${key} AS code, p.heads - p.taken AS places FROM ${POSTINGS} WHERE ${where.sql}) o
        GROUP BY code`,
      [...where.params],
    )) as { code: string | number; places: number | string }[];
    return new Map(rows.map(({ code, places }) => [String(code), Number(places)]));
  }
}

function inScope(scope: RowScope, regionCode: string): SqlCondition {
  return BALANCE_REGION.toSql(scope, { regionCode });
}
