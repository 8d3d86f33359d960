import { CalendarDate } from '@sxbq/kernel';
import { AGREEMENT_STATUS_TITLES, AgreementStatus } from './agreement-status';

/** The status as users see it on a date: what is stored, and EXPIRED, which follows from the dates. */
export type AgreementState = AgreementStatus | 'EXPIRED';

/** Runtime enum of the states, for filters and answers. */
export const AGREEMENT_STATES = { ...AgreementStatus, EXPIRED: 'EXPIRED' } as const;

export const AGREEMENT_STATE_TITLES: Readonly<Record<AgreementState, string>> = {
  ...AGREEMENT_STATUS_TITLES,
  EXPIRED: '已到期',
};

/** A filed agreement whose last day is before D is EXPIRED; effectiveTo = D still runs (domain.md §2 case 4). */
export function stateOn(
  agreement: { readonly status: AgreementStatus; readonly effectiveTo: CalendarDate | null },
  on: CalendarDate,
): AgreementState {
  const ended = agreement.effectiveTo !== null && agreement.effectiveTo < on;
  return agreement.status === AgreementStatus.FILED && ended ? 'EXPIRED' : agreement.status;
}
