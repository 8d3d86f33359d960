import { CalendarDate } from '@sxbq/kernel';

export interface RecordedSecondment {
  readonly startsOn: CalendarDate;
  readonly verified: boolean;
  readonly reversedAt: Date | null;
}

export type SecondmentRefusal = 'ALREADY_VERIFIED' | 'ALREADY_REVERSED' | 'OWN_RECORD' | 'NOT_STARTED';

/** Until it is verified a secondment may be edited; then it can be reversed, not changed (domain.md §3). */
export function secondmentEditRefusal(secondment: RecordedSecondment): SecondmentRefusal | null {
  if (secondment.reversedAt !== null) return 'ALREADY_REVERSED';
  return secondment.verified ? 'ALREADY_VERIFIED' : null;
}

/** The enterprise that took the teacher in confirms, or a bureau; never the school, which recorded it. */
export function secondmentVerificationRefusal(
  secondment: RecordedSecondment,
  bySchool: boolean,
  today: CalendarDate,
): SecondmentRefusal | null {
  const refusal = secondmentEditRefusal(secondment);
  if (refusal) return refusal;
  if (bySchool) return 'OWN_RECORD';
  return secondment.startsOn > today ? 'NOT_STARTED' : null;
}

export function secondmentReversalRefusal(secondment: RecordedSecondment): SecondmentRefusal | null {
  return secondment.reversedAt === null ? null : 'ALREADY_REVERSED';
}
