import { addDays, CalendarDate, ProgrammeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { ClassLevel } from '../domain/class-level';
import { SchoolTier } from '../domain/school-tier';

/** Set-based reads for the libs above: one statement per fact for all schools asked for, rows in order of school and id. */

export interface SchoolFactRow {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly tiers: readonly TierFactRow[];
}

export interface TierFactRow {
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

/** The schools, in order of id, with every tier they were given, in order of its date; one statement for both. */
export async function readSchools(reader: RowReader, schoolIds: readonly number[]): Promise<SchoolFactRow[]> {
  type Row = [number, string, string, SchoolTier | null, CalendarDate | null];
  const rows = await reader.rows<Row>(
    `SELECT s.id, s.code, s.name, t.tier, t.effective_from
       FROM school s
       LEFT JOIN school_tier t ON t.school_id = s.id
      WHERE s.id IN (?)
      ORDER BY s.id, t.effective_from`,
    [schoolIds],
  );
  const schools: (SchoolFactRow & { readonly tiers: TierFactRow[] })[] = [];
  for (const [id, code, name, tier, effectiveFrom] of rows) {
    if (schools.at(-1)?.id !== id) schools.push({ id, code, name, tiers: [] });
    if (tier !== null && effectiveFrom !== null) schools.at(-1)?.tiers.push({ tier, effectiveFrom });
  }
  return schools;
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
  type Row = [number, number, string, number, ClassLevel, CalendarDate, CalendarDate | null];
  const [rows, latest] = await Promise.all([
    reader.rows<Row>(
      `SELECT school_id, id, code, school_major_id, level, starts_on, ends_on
         FROM school_class
        WHERE school_id IN (?) AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)`,
      [schoolIds, year.lastDay, year.firstDay],
    ),
    readLatestHeads(reader, schoolIds, asOf),
  ]);
  // The index leads in order of code: asked for ids in order, the server would sort whole rows.
  rows.sort(([leftSchool, left], [rightSchool, right]) => leftSchool - rightSchool || left - right);
  const dateOf = dates();
  return rows.map(([schoolId, id, code, majorId, level, startsOn, endsOn]) => {
    const packed = latest.get(id);
    const heads = packed === undefined ? null : packed % HEADS_ROOM;
    const countedOn = packed === undefined || heads === null ? null : dateOf((packed - heads) / HEADS_ROOM);
    return { schoolId, id, code, majorId, level, startsOn, endsOn, heads, countedOn };
  });
}

/** Day zero of the server's TO_DAYS(), counted from 1970-01-01. */
const TO_DAYS_OF_1970 = 719_528;
/** Room for the largest INT UNSIGNED; with the day in front the number stays below 2^53 until the year 4 440. */
const HEADS_ROOM = 5_000_000_000;

/**
 * Day and heads of each class's latest snapshot, by class id, in one pass over the covering index: packed into one
 * number, so that the greatest is the latest. Looking classes up one by one takes several times as long.
 */
async function readLatestHeads(
  reader: RowReader,
  schoolIds: readonly number[],
  asOf: CalendarDate,
): Promise<Map<number, number>> {
  const rows = await reader.rows<[number, number | string]>(
    `SELECT school_class_id, MAX(TO_DAYS(counted_on) * ${HEADS_ROOM} + heads)
       FROM enrolment_snapshot
      WHERE school_id IN (?) AND counted_on <= ?
      GROUP BY school_class_id ORDER BY NULL`,
    [schoolIds, asOf],
  );
  return new Map(rows.map(([classId, packed]) => [classId, Number(packed)]));
}

/** Classes are counted on the same few days: each is written out once. */
function dates(): (days: number) => CalendarDate {
  const known = new Map<number, CalendarDate>();
  return (days) => {
    const date = known.get(days) ?? addDays('1970-01-01', days - TO_DAYS_OF_1970);
    known.set(days, date);
    return date;
  };
}
