import { CalendarDate, ProgrammeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { ClassLevel } from '../domain/class-level';
import { SchoolTier } from '../domain/school-tier';

/** Set-based reads for the libs above: one statement per fact for all schools asked for, rows in order of school and id. */

export interface SchoolFactRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

export interface TierFactRow {
  readonly schoolId: number;
  readonly tier: SchoolTier;
  readonly effectiveFrom: CalendarDate;
}

export interface MajorFactRow {
  readonly schoolId: number;
  readonly id: number;
  readonly code: string;
  readonly name: string;
}

export interface ClassFactRow {
  readonly schoolId: number;
  readonly id: number;
  readonly code: string;
  readonly majorId: number;
  readonly level: ClassLevel;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate | null;
  /** Head count and date of the latest snapshot on or before the reference date; null when there is none. */
  readonly heads: number | null;
  readonly countedOn: CalendarDate | null;
}

export async function readSchools(reader: RowReader, schoolIds: readonly number[]): Promise<SchoolFactRow[]> {
  const rows = await reader.rows<[number, string, string]>(
    'SELECT id, code, name FROM school WHERE id IN (?) ORDER BY id',
    [schoolIds],
  );
  return rows.map(([id, code, name]) => ({ id, code, name }));
}

export async function readTiers(reader: RowReader, schoolIds: readonly number[]): Promise<TierFactRow[]> {
  const rows = await reader.rows<[number, SchoolTier, CalendarDate]>(
    'SELECT school_id, tier, effective_from FROM school_tier WHERE school_id IN (?) ORDER BY school_id, effective_from',
    [schoolIds],
  );
  return rows.map(([schoolId, tier, effectiveFrom]) => ({ schoolId, tier, effectiveFrom }));
}

export async function readMajors(reader: RowReader, schoolIds: readonly number[]): Promise<MajorFactRow[]> {
  const rows = await reader.rows<[number, number, string, string]>(
    'SELECT school_id, id, code, name FROM school_major WHERE school_id IN (?) ORDER BY school_id, id',
    [schoolIds],
  );
  return rows.map(([schoolId, id, code, name]) => ({ schoolId, id, code, name }));
}

/** Classes that run on some day of the year, each with its latest snapshot on or before `asOf`. */
export async function readClasses(
  reader: RowReader,
  schoolIds: readonly number[],
  year: ProgrammeYear,
  asOf: CalendarDate,
): Promise<ClassFactRow[]> {
  type Row = [
    number,
    number,
    string,
    number,
    ClassLevel,
    CalendarDate,
    CalendarDate | null,
    number | null,
    CalendarDate | null,
  ];
  const rows = await reader.rows<Row>(
    `SELECT c.school_id, c.id, c.code, c.school_major_id, c.level, c.starts_on, c.ends_on, e.heads, e.counted_on
       FROM school_class c
       LEFT JOIN enrolment_snapshot e
         ON e.school_class_id = c.id
        AND e.counted_on = (SELECT l.counted_on FROM enrolment_snapshot l
                             WHERE l.school_class_id = c.id AND l.counted_on <= ?
                             ORDER BY l.counted_on DESC LIMIT 1)
      WHERE c.school_id IN (?) AND c.starts_on <= ? AND (c.ends_on IS NULL OR c.ends_on >= ?)
      ORDER BY c.school_id, c.id`,
    [asOf, schoolIds, year.lastDay, year.firstDay],
  );
  return rows.map(([schoolId, id, code, majorId, level, startsOn, endsOn, heads, countedOn]) => ({
    schoolId,
    id,
    code,
    majorId,
    level,
    startsOn,
    endsOn,
    heads,
    countedOn,
  }));
}
