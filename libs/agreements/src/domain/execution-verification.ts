import { AgreementSide } from './agreement-side';

/** What verification looks at; `recordedSide` is null for a ledger's row, which counts as the school's. */
export interface RecordedExecution {
  readonly recordedSide: AgreementSide | null;
  readonly verified: boolean;
  readonly reversedAt: Date | null;
}

export type ExecutionRefusal = 'ALREADY_VERIFIED' | 'ALREADY_REVERSED' | 'OWN_RECORD' | 'OTHERS_RECORD';

export function recordingSide(record: Pick<RecordedExecution, 'recordedSide'>): AgreementSide {
  return record.recordedSide ?? AgreementSide.SCHOOL;
}

/** The counterparty confirms, a bureau (`side` null) may too, never the side that recorded it (domain.md §3). */
export function verificationRefusal(record: RecordedExecution, side: AgreementSide | null): ExecutionRefusal | null {
  if (record.reversedAt !== null) return 'ALREADY_REVERSED';
  if (record.verified) return 'ALREADY_VERIFIED';
  return side === recordingSide(record) ? 'OWN_RECORD' : null;
}

/** Only the recording side edits, and only until the record is verified; then it can be reversed, not changed. */
export function executionEditRefusal(record: RecordedExecution, side: AgreementSide | null): ExecutionRefusal | null {
  if (record.reversedAt !== null) return 'ALREADY_REVERSED';
  if (record.verified) return 'ALREADY_VERIFIED';
  return side === recordingSide(record) ? null : 'OTHERS_RECORD';
}

/** Either side and the bureaus may take a record out, once, with a reason. */
export function reversalRefusal(record: RecordedExecution): ExecutionRefusal | null {
  return record.reversedAt === null ? null : 'ALREADY_REVERSED';
}
