import { CalendarDate, ProgrammeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';

/** Set-based reads for the libs above: one statement per fact for all schools asked for. */

export interface TrainingFactRow {
  readonly schoolId: number;
  readonly id: number;
  readonly code: string;
  readonly occupationCode: string;
  /** 1–5; a lower number is a higher grade. */
  readonly grade: number;
  readonly endsOn: CalendarDate;
}

export interface TraineeFactRow {
  readonly trainingId: number;
  readonly id: number;
  /** Blind index of the ID number: tells persons apart, names nobody. */
  readonly personKey: string;
  readonly passed: boolean;
}

/** Sessions that end in the year, in order of school and id. */
export async function readTrainings(
  reader: RowReader,
  schoolIds: readonly number[],
  year: ProgrammeYear,
): Promise<TrainingFactRow[]> {
  const rows = await reader.rows<[number, number, string, string, number, CalendarDate]>(
    `SELECT school_id, id, code, occupation_code, grade, ends_on
       FROM training_session
      WHERE school_id IN (?) AND ends_on BETWEEN ? AND ?
      ORDER BY school_id, id`,
    [schoolIds, year.firstDay, year.lastDay],
  );
  return rows.map(([schoolId, id, code, occupationCode, grade, endsOn]) => ({
    schoolId,
    id,
    code,
    occupationCode,
    grade,
    endsOn,
  }));
}

/** Trainees of those sessions. */
export async function readTrainees(
  reader: RowReader,
  schoolIds: readonly number[],
  year: ProgrammeYear,
): Promise<TraineeFactRow[]> {
  const rows = await reader.rows<[number, number, string, number]>(
    `SELECT t.training_session_id, t.id, t.person_key, t.passed
       FROM training_session s
       JOIN trainee t ON t.training_session_id = s.id
      WHERE s.school_id IN (?) AND s.ends_on BETWEEN ? AND ?`,
    [schoolIds, year.firstDay, year.lastDay],
  );
  return rows.map(([trainingId, id, personKey, passed]) => ({ trainingId, id, personKey, passed: passed === 1 }));
}
