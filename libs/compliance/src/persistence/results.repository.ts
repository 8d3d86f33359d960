import { Injectable } from '@nestjs/common';
import { CalendarDate, RowScope } from '@sxbq/kernel';
import { allOf, condition, isOneOf, Transaction } from '@sxbq/platform';
import { schoolFactScope, SchoolTier } from '@sxbq/schools';
import { DataSource } from 'typeorm';
import { Evidence, IndicatorSummary, SchoolCompliance, SchoolSummary, withoutEvidence } from '../domain/result';
import { Verdict } from '../domain/verdict';
import { packEvidence, unpackEvidence } from './evidence-codec';

/** One point of a school's trend. */
export interface DailyRow {
  readonly schoolId: number;
  readonly asOf: CalendarDate;
  readonly tier: SchoolTier | null;
  readonly overall: Verdict;
  readonly indicators: readonly IndicatorSummary[];
}

/** A result as it is kept. */
export interface PackedResult {
  readonly result: Omit<SchoolCompliance, 'indicators' | 'schoolName'>;
  /** JSON of the indicators without their evidence. */
  readonly indicators: string;
  readonly evidence: Buffer;
}

/** What was computed from one moment of the database, to be kept. */
export interface KeptEvaluation {
  readonly results: readonly PackedResult[];
  readonly computedAt: string;
  readonly factsVersions: ReadonlyMap<number, number>;
}

/** Turns results into what is kept as soon as they are judged: their evidence is a hundred times as many objects. */
export function packResult({ indicators, ...result }: SchoolCompliance): PackedResult {
  return {
    result,
    indicators: JSON.stringify(indicators.map(withoutEvidence)),
    evidence: packEvidence(indicators.map(({ evidence }) => evidence)),
  };
}

/** Columns of compliance_result that a recompute replaces. */
const RESULT_COLUMNS = [
  'tier',
  'overall',
  'policy_id',
  'policy_code',
  'policy_version',
  'rule_set_version',
  'facts_digest',
  'indicators',
  'evidence',
] as const;
const DAILY_COLUMNS = ['tier', 'overall', 'indicators'] as const;

/**
 * Of two results the one whose snapshot has seen more of the facts stays; between those that have seen as much, the one
 * that was read later. A result never gives way to one of an earlier reference date, but one of a day that has not come
 * gives way to any. Assignments run from left to right, so the columns that are compared come last, each leaving the
 * comparison as it was.
 */
const NEWER_FACTS = `(VALUES(facts_version) > facts_version
  OR (VALUES(facts_version) = facts_version AND VALUES(computed_at) >= computed_at))`;
const NEWER_RESULT = `(as_of > ? OR VALUES(as_of) > as_of OR (VALUES(as_of) = as_of AND ${NEWER_FACTS}))`;
const COMPARED = ['computed_at', 'facts_version'] as const;

const STORED_COLUMNS = `r.school_id AS schoolId, s.code AS schoolCode, s.name AS schoolName, r.year, r.as_of AS asOf,
  r.tier, r.overall, r.policy_id AS policyId, r.policy_code AS policyCode, r.policy_version AS policyVersion,
  r.rule_set_version AS ruleSetVersion, r.facts_digest AS factsDigest, r.indicators`;

type JsonText<T> = T | string;
export type StoredRow = Omit<SchoolSummary, 'indicators'> & { readonly indicators: JsonText<IndicatorSummary[]> };

/** Kept results: the current one per school and year, and the daily history. */
@Injectable()
export class ResultsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Replaces the current results and the points of the trend; `latest` is the last reference date that has come for
   * results of this year. Points of later days were made by a clock that was wrong.
   */
  async save(tx: Transaction, evaluation: KeptEvaluation, latest: CalendarDate): Promise<void> {
    const { results, computedAt, factsVersions } = evaluation;
    if (results.length === 0) return;
    const seen = (schoolId: number): number => factsVersions.get(schoolId) ?? 0;
    const resultColumns = [...RESULT_COLUMNS, ...COMPARED, 'as_of'];
    await tx.query(
      `INSERT INTO compliance_result (school_id, year, ${resultColumns.join(', ')}) VALUES ?
       ON DUPLICATE KEY UPDATE ${assignments(resultColumns, NEWER_RESULT)}`,
      [
        results.map(({ result, indicators, evidence }) => [
          result.schoolId,
          result.year,
          result.tier,
          result.overall,
          result.policyId,
          result.policyCode,
          result.policyVersion,
          result.ruleSetVersion,
          result.factsDigest,
          indicators,
          evidence,
          computedAt,
          seen(result.schoolId),
          result.asOf,
        ]),
        ...resultColumns.map(() => latest),
      ],
    );
    const dailyColumns = [...DAILY_COLUMNS, ...COMPARED];
    await tx.query(
      `INSERT INTO compliance_daily (school_id, as_of, ${dailyColumns.join(', ')}) VALUES ?
       ON DUPLICATE KEY UPDATE ${assignments(dailyColumns, NEWER_FACTS)}`,
      [
        results.map(({ result, indicators }) => [
          result.schoolId,
          result.asOf,
          result.tier,
          result.overall,
          indicators,
          computedAt,
          seen(result.schoolId),
        ]),
      ],
    );
    await tx.query('DELETE FROM compliance_daily WHERE school_id IN (?) AND as_of > ?', [
      results.map(({ result }) => result.schoolId),
      latest,
    ]);
  }

  /** Results kept for exactly (year, D), by school id; schools outside the scope are left out. */
  async stored(
    scope: RowScope,
    schoolIds: readonly number[],
    year: number,
    asOf: CalendarDate,
  ): Promise<Map<number, SchoolSummary>> {
    const where = allOf(
      schoolFactScope(scope, 's'),
      isOneOf('r.school_id', schoolIds),
      condition('r.year = ? AND r.as_of = ?', [year, asOf]),
    );
    const rows = (await this.dataSource.query(
      `SELECT ${STORED_COLUMNS} FROM compliance_result r JOIN school s ON s.id = r.school_id WHERE ${where.sql}`,
      [...where.params],
    )) as StoredRow[];
    return new Map(rows.map((row) => [row.schoolId, storedSummary(row)]));
  }

  /** Evidence kept for exactly (year, D), per indicator in order; null when no such result is kept. */
  async storedEvidence(schoolId: number, year: number, asOf: CalendarDate): Promise<Evidence[] | null> {
    const [row] = (await this.dataSource.query(
      'SELECT evidence FROM compliance_result WHERE school_id = ? AND year = ? AND as_of = ?',
      [schoolId, year, asOf],
    )) as { evidence: Buffer }[];
    return row ? unpackEvidence(row.evidence) : null;
  }

  /** The school's daily points from one date to the other, oldest first. */
  async history(scope: RowScope, schoolId: number, from: CalendarDate, to: CalendarDate): Promise<DailyRow[]> {
    const where = allOf(
      schoolFactScope(scope, 's'),
      condition('d.school_id = ? AND d.as_of BETWEEN ? AND ?', [schoolId, from, to]),
    );
    const rows = (await this.dataSource.query(
      `SELECT d.school_id AS schoolId, d.as_of AS asOf, d.tier, d.overall, d.indicators
         FROM compliance_daily d JOIN school s ON s.id = d.school_id
        WHERE ${where.sql} ORDER BY d.as_of`,
      [...where.params],
    )) as (Omit<DailyRow, 'indicators'> & { indicators: JsonText<IndicatorSummary[]> })[];
    return rows.map((row) => ({ ...row, indicators: parsed(row.indicators) }));
  }

  /** Years each of the schools has a kept result for. */
  async storedYears(schoolIds: readonly number[]): Promise<Map<number, number[]>> {
    const where = isOneOf('school_id', schoolIds);
    const rows = (await this.dataSource.query(
      `SELECT school_id AS schoolId, year FROM compliance_result WHERE ${where.sql} ORDER BY school_id, year`,
      [...where.params],
    )) as { schoolId: number; year: number }[];
    const years = new Map<number, number[]>();
    for (const { schoolId, year } of rows) years.set(schoolId, [...(years.get(schoolId) ?? []), year]);
    return years;
  }

  /** Years that any school has a kept result for. */
  async allStoredYears(): Promise<number[]> {
    const rows = (await this.dataSource.query('SELECT DISTINCT year FROM compliance_result ORDER BY year')) as {
      year: number;
    }[];
    return rows.map(({ year }) => year);
  }

  /** True when a result of the year was kept for another reference date. */
  async lagsBehind(year: number, asOf: CalendarDate): Promise<boolean> {
    const rows = (await this.dataSource.query('SELECT 1 FROM compliance_result WHERE year = ? AND as_of <> ? LIMIT 1', [
      year,
      asOf,
    ])) as unknown[];
    return rows.length > 0;
  }
}

export function storedSummary(row: StoredRow): SchoolSummary {
  return { ...row, indicators: parsed(row.indicators) };
}

/** Columns of a stored summary; `r` is compliance_result, `s` its school. */
export const STORED_SUMMARY_COLUMNS = STORED_COLUMNS;

function assignments(columns: readonly string[], newer: string): string {
  return columns.map((column) => `${column} = IF(${newer}, VALUES(${column}), ${column})`).join(', ');
}

/** MariaDB gives JSON as text, MySQL as an object. */
function parsed<T>(json: JsonText<T>): T {
  return typeof json === 'string' ? (JSON.parse(json) as T) : json;
}
