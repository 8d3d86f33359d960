import { CalendarDate, ProgrammeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';

/** Set-based read for the libs above: one statement for all schools asked for. */

export interface SecondmentFactRow {
  readonly schoolId: number;
  readonly id: number;
  readonly code: string;
  readonly teacherNumber: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly verified: boolean;
  readonly reversed: boolean;
}

/** Secondments that touch the year, in order of school and id. */
export async function readSecondments(
  reader: RowReader,
  schoolIds: readonly number[],
  year: ProgrammeYear,
): Promise<SecondmentFactRow[]> {
  const rows = await reader.rows<[number, number, string, string, CalendarDate, CalendarDate, number, number]>(
    `SELECT school_id, id, code, teacher_number, starts_on, ends_on, verified, reversed_at IS NOT NULL
       FROM secondment
      WHERE school_id IN (?) AND ends_on >= ? AND starts_on <= ?
      ORDER BY school_id, id`,
    [schoolIds, year.firstDay, year.lastDay],
  );
  return rows.map(([schoolId, id, code, teacherNumber, startsOn, endsOn, verified, reversed]) => ({
    schoolId,
    id,
    code,
    teacherNumber,
    startsOn,
    endsOn,
    verified: verified === 1,
    reversed: reversed === 1,
  }));
}
