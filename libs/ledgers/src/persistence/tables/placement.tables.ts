import { GraduateStatus } from '@sxbq/graduates/vocabulary';
import { PostingField, PostingStatus, postingFingerprint, statusAfterChange } from '@sxbq/postings';
import type { PreparedRow } from '../../domain/prepared-row';
import { GRADUATES_OWN_FIELDS } from '../../domain/sheets/graduate.sheet';
import type { PostingSheetRow } from '../../domain/sheets/posting.sheet';
import {
  Before,
  fieldColumn,
  idColumn,
  idKey,
  personName,
  personNumber,
  SheetTable,
  StoredRow,
  textKey,
} from './sheet-table';

export const graduateCohortTable: SheetTable = {
  sheet: 'graduateCohort',
  table: 'graduate_cohort',
  key: [idKey('school_class_id', 'classCode'), fieldColumn('graduation_year', 'graduationYear')],
  compared: [
    fieldColumn('heads', 'heads'),
    fieldColumn('available', 'available'),
    fieldColumn('placed_before', 'placedBefore'),
  ],
  written: [{ column: 'school_id', of: (row) => row.ids['schoolCode'] as number }],
  hasRevision: true,
};

/** True once the graduate took the profile over. */
export const isClaimed = (stored: StoredRow): boolean => stored['claimed_user_id'] !== null;

export const graduateTable: SheetTable = {
  sheet: 'graduate',
  table: 'graduate',
  key: [idKey('school_id', 'schoolCode'), textKey('student_number', 'studentNumber')],
  keyIndex: 'ix_graduate_school_id_student_number',
  compared: [
    // The cohort stands for class and year.
    idColumn('cohort_id', 'graduationYear'),
    fieldColumn('graduation_year', 'graduationYear'),
    fieldColumn('person_key', 'idNumber'),
    fieldColumn('salary_floor', 'salaryFloor'),
  ],
  person: {
    personKey: 'idNumber',
    columns: [
      personName('graduate'),
      personNumber('graduate', 'id_number', 'idNumber'),
      personNumber('graduate', 'phone', 'phone'),
    ],
  },
  written: [{ column: 'status', updates: 'ONCE', of: () => GraduateStatus.AVAILABLE }],
  alsoRead: ['claimed_user_id'],
  hasRevision: true,
  keptFields: (stored) => (isClaimed(stored) ? GRADUATES_OWN_FIELDS : []),
};

/** Shown, or waiting to be: what a ledger repeats of these is no news. */
const isOut = (stored: StoredRow): boolean =>
  stored['status'] === PostingStatus.LIVE || stored['status'] === PostingStatus.SUBMITTED;

/** As when its enterprise writes it: what is shown and says something new goes back to the officer. */
function statusOf(_row: PreparedRow, _context: unknown, before: Before | null): PostingStatus {
  if (before === null || !isOut(before.stored)) return PostingStatus.SUBMITTED;
  return statusAfterChange(before.stored['status'] as PostingStatus, before.changes as readonly PostingField[]);
}

export const postingTable: SheetTable = {
  sheet: 'posting',
  table: 'job_posting',
  key: [idKey('enterprise_id', 'uscc'), textKey('code', 'code')],
  keyIndex: 'ix_job_posting_enterprise_id_code',
  compared: [
    fieldColumn('kind', 'kind'),
    fieldColumn('title', 'title'),
    fieldColumn('occupation_edition', 'occupationEdition'),
    fieldColumn('occupation_code', 'occupationCode'),
    fieldColumn('grade_floor', 'gradeFloor'),
    fieldColumn('heads', 'heads'),
    fieldColumn('salary_min', 'salaryMin'),
    fieldColumn('salary_max', 'salaryMax'),
    fieldColumn('region_code', 'regionCode'),
    fieldColumn('shift', 'shift'),
    fieldColumn('starts_on', 'startsOn'),
    fieldColumn('valid_until', 'validUntil'),
    fieldColumn('description', 'description'),
  ],
  written: [
    { column: 'status', of: statusOf },
    { column: 'fingerprint', of: ({ values }) => postingFingerprint(values as unknown as PostingSheetRow) },
    {
      column: 'submitted_at',
      updates: 'KEPT_WHEN_NULL',
      of: (row, context, before) => (statusOf(row, context, before) === before?.stored['status'] ? null : context.now),
    },
  ],
  alsoRead: ['status', 'taken'],
  hasRevision: true,
  isRenewed: (stored) => !isOut(stored),
};
