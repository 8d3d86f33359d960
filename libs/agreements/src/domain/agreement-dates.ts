import { CalendarDate } from '@sxbq/kernel';

/** The dates of an agreement that its steps are checked against. */
export interface AgreementDates {
  readonly signedOn: CalendarDate | null;
  readonly effectiveFrom: CalendarDate | null;
  /** Last day in force; null = open. */
  readonly effectiveTo: CalendarDate | null;
  readonly terminatedOn: CalendarDate | null;
}

/** Why a date is refused; agreements.errors.ts gives each its Chinese sentence. */
export type DateRefusal =
  | 'END_BEFORE_START'
  | 'SIGNED_IN_FUTURE'
  | 'START_MISSING'
  | 'FILED_IN_FUTURE'
  | 'FILED_BEFORE_SIGNED'
  | 'TERMINATED_BEFORE_SIGNED'
  | 'TERMINATED_AFTER_END'
  | 'SUCCESSOR_BEFORE_START'
  | 'PLAN_APPROVED_IN_FUTURE'
  | 'PLAN_APPROVED_BEFORE_SIGNED'
  | 'EXECUTION_IN_FUTURE'
  | 'EXECUTION_BEFORE_START'
  | 'EXECUTION_AFTER_END';

/** A draft's own dates; they may still be missing. */
export function draftDatesRefusal(
  dates: Pick<AgreementDates, 'signedOn' | 'effectiveFrom' | 'effectiveTo'>,
  today: CalendarDate,
): DateRefusal | null {
  if (isBefore(dates.effectiveTo, dates.effectiveFrom)) return 'END_BEFORE_START';
  return dates.signedOn !== null && dates.signedOn > today ? 'SIGNED_IN_FUTURE' : null;
}

/** 备案: the agreement says from when it runs, and is signed. */
export function filingRefusal(dates: AgreementDates, filedOn: CalendarDate, today: CalendarDate): DateRefusal | null {
  if (dates.effectiveFrom === null) return 'START_MISSING';
  if (filedOn > today) return 'FILED_IN_FUTURE';
  return isBefore(filedOn, dates.signedOn) ? 'FILED_BEFORE_SIGNED' : null;
}

/** 解除 may be agreed for a day to come, but not for one when the agreement has ended anyway. */
export function terminationRefusal(dates: AgreementDates, terminatedOn: CalendarDate): DateRefusal | null {
  if (isBefore(terminatedOn, dates.signedOn)) return 'TERMINATED_BEFORE_SIGNED';
  return isBefore(dates.effectiveTo, terminatedOn) ? 'TERMINATED_AFTER_END' : null;
}

/** 续签, 变更合作方: the successor cannot begin before the agreement it follows. */
export function successionRefusal(dates: AgreementDates, effectiveFrom: CalendarDate | null): DateRefusal | null {
  return isBefore(effectiveFrom, dates.effectiveFrom) ? 'SUCCESSOR_BEFORE_START' : null;
}

export function planApprovalRefusal(
  dates: AgreementDates,
  approvedOn: CalendarDate,
  today: CalendarDate,
): DateRefusal | null {
  if (approvedOn > today) return 'PLAN_APPROVED_IN_FUTURE';
  return isBefore(approvedOn, dates.signedOn) ? 'PLAN_APPROVED_BEFORE_SIGNED' : null;
}

/** An activity lies in the agreement's life: from signing or start, whichever came first, to its last day. */
export function executionDateRefusal(
  dates: AgreementDates,
  occurredOn: CalendarDate,
  today: CalendarDate,
): DateRefusal | null {
  if (occurredOn > today) return 'EXECUTION_IN_FUTURE';
  const begins = [dates.signedOn, dates.effectiveFrom].filter((date) => date !== null).sort()[0] ?? null;
  if (isBefore(occurredOn, begins)) return 'EXECUTION_BEFORE_START';
  const terminated = dates.terminatedOn !== null && occurredOn >= dates.terminatedOn;
  return terminated || isBefore(dates.effectiveTo, occurredOn) ? 'EXECUTION_AFTER_END' : null;
}

function isBefore(date: CalendarDate | null, other: CalendarDate | null): boolean {
  return date !== null && other !== null && date < other;
}
