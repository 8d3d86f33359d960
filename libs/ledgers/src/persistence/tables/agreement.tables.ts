import { AgreementStatus } from '@sxbq/agreements';
import type { PreparedRow } from '../../domain/prepared-row';
import {
  fieldColumn,
  idColumn,
  idKey,
  SheetTable,
  StoredRow,
  textKey,
  WriteContext,
  WrittenColumn,
} from './sheet-table';

/** Where the dates put an imported agreement; one that a successor replaced stays so. */
export function importedStatus(row: PreparedRow, stored: StoredRow | null): AgreementStatus {
  if (row.values['terminatedOn'] !== null) return AgreementStatus.TERMINATED;
  if (row.values['filedOn'] === null) return AgreementStatus.SIGNED;
  return stored?.['status'] === AgreementStatus.RENEWED ? AgreementStatus.RENEWED : AgreementStatus.FILED;
}

export const agreementTable: SheetTable = {
  sheet: 'agreement',
  table: 'agreement',
  key: [textKey('code', 'code')],
  compared: [
    idColumn('school_id', 'schoolCode'),
    idColumn('enterprise_id', 'uscc'),
    fieldColumn('kinds', 'kinds'),
    fieldColumn('signed_on', 'signedOn'),
    fieldColumn('effective_from', 'effectiveFrom'),
    fieldColumn('effective_to', 'effectiveTo'),
    fieldColumn('filed_on', 'filedOn'),
    fieldColumn('terminated_on', 'terminatedOn'),
  ],
  written: [{ column: 'status', of: (row, _context, before) => importedStatus(row, before?.stored ?? null) }],
  alsoRead: ['status'],
  hasRevision: true,
  isFixedForSchool: (stored) => stored['filed_on'] !== null || stored['terminated_on'] !== null,
};

/** When and by whom a verified record was verified: now, by the importer, unless the file says it is not. */
const verification: readonly WrittenColumn[] = [
  { column: 'verified_at', of: (row, { now }) => (row.values['verified'] === true ? now : null) },
  {
    column: 'verified_by',
    of: (row, { actorId }: WriteContext) => (row.values['verified'] === true ? actorId : null),
  },
];

/** A verified record is never edited, only reversed with a reason (domain.md §3). */
const isVerifiedOrReversed = (stored: StoredRow): boolean => stored['verified'] === 1 || stored['reversed_at'] !== null;

export const executionTable: SheetTable = {
  sheet: 'execution',
  table: 'execution_record',
  key: [idKey('agreement_id', 'agreementCode'), textKey('code', 'code')],
  keyIndex: 'ix_execution_record_agreement_id_code',
  compared: [
    fieldColumn('occurred_on', 'occurredOn'),
    fieldColumn('activity_kind', 'activityKind'),
    fieldColumn('participants', 'participants'),
    fieldColumn('description', 'description'),
    fieldColumn('verified', 'verified'),
  ],
  written: verification,
  alsoRead: ['reversed_at'],
  hasRevision: true,
  isFixed: isVerifiedOrReversed,
};

export const secondmentTable: SheetTable = {
  sheet: 'secondment',
  table: 'secondment',
  key: [textKey('code', 'code')],
  compared: [
    idColumn('school_id', 'schoolCode'),
    fieldColumn('teacher_number', 'teacherNumber'),
    fieldColumn('teacher_name', 'teacherName'),
    idColumn('enterprise_id', 'uscc'),
    fieldColumn('post', 'post'),
    fieldColumn('starts_on', 'startsOn'),
    fieldColumn('ends_on', 'endsOn'),
    fieldColumn('evaluation', 'evaluation'),
    fieldColumn('verified', 'verified'),
  ],
  written: verification,
  alsoRead: ['reversed_at'],
  hasRevision: true,
  isFixed: isVerifiedOrReversed,
};
