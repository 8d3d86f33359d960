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

/** The trainees of a session who passed, or who did not, in ascending order of id. */
export interface TraineesFactRow {
  readonly trainingId: number;
  readonly passed: boolean;
  readonly trainees: readonly TraineeFact[];
}

export interface TraineeFact {
  readonly id: number;
  /** Blind index of the ID number: tells persons apart, names nobody. */
  readonly personKey: string;
}

/** Characters of a blind index. */
const PERSON_KEY_LENGTH = 43;

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

/** Trainees of those sessions, a list for each session and outcome: rows by the million would cost more than the work. */
export async function readTrainees(
  reader: RowReader,
  schoolIds: readonly number[],
  year: ProgrammeYear,
): Promise<TraineesFactRow[]> {
  const rows = await reader.rows<[number, number, number | string, string]>(
    `SELECT t.training_session_id, t.passed, COUNT(*), GROUP_CONCAT(t.person_key, t.id ORDER BY t.id)
       FROM training_session s
       JOIN trainee t ON t.training_session_id = s.id
      WHERE s.school_id IN (?) AND s.ends_on BETWEEN ? AND ?
      GROUP BY t.training_session_id, t.passed`,
    [schoolIds, year.firstDay, year.lastDay],
  );
  return rows.map(([trainingId, passed, count, joined]) => {
    const trainees = joined.split(',').map(traineeFact);
    if (trainees.length !== Number(count)) throw new Error(`trainees of session ${trainingId} were cut off`);
    return { trainingId, passed: passed === 1, trainees };
  });
}

function traineeFact(text: string): TraineeFact {
  return { id: Number(text.slice(PERSON_KEY_LENGTH)), personKey: text.slice(0, PERSON_KEY_LENGTH) };
}
