import { addDays, CalendarDate } from '@sxbq/kernel';
import type { AgreementState } from '../plan-types';
import type { Random } from '../random';
import type { Timeline } from '../timeline';

/** The dated side of an agreement: what decides whether it is effective on D. */
export interface AgreementDates {
  signedOn: CalendarDate;
  effectiveFrom: CalendarDate;
  effectiveTo?: CalendarDate;
  filedOn?: CalendarDate;
  terminatedOn?: CalendarDate;
  planApprovedOn?: CalendarDate;
  executions: { readonly on: CalendarDate; readonly verified: boolean }[];
}

type Change = (dates: AgreementDates, time: Timeline) => Partial<AgreementDates>;

const verified = (on: CalendarDate): AgreementDates['executions'][number] => ({ on, verified: true });

/** What each state changes in a plain, effective agreement: one condition and nothing else. */
const CHANGES: Readonly<Record<AgreementState, Change>> = {
  PLAIN: () => ({}),
  ENDS_ON_D: (_, time) => ({ effectiveTo: time.asOf }),
  STARTS_ON_D: (_, time) => ({
    signedOn: time.before(15),
    filedOn: time.before(5),
    planApprovedOn: time.before(3),
    effectiveFrom: time.asOf,
    effectiveTo: undefined,
    executions: [verified(time.asOf)],
  }),
  FILED_ON_D: (_, time) => ({ filedOn: time.asOf }),
  PLAN_APPROVED_ON_D: (_, time) => ({ planApprovedOn: time.asOf }),
  EXECUTED_ON_D: (_, time) => ({ executions: [verified(time.asOf)] }),
  EXECUTED_ON_FIRST_DAY: (_, time) => ({
    ...longSince(time.inYear(-1, '03-01')),
    executions: [verified(time.inYear(-1, '12-31')), verified(time.firstDay)],
  }),
  TERMINATED_AFTER_D: (_, time) => ({ terminatedOn: time.after(1) }),
  FROM_LEAP_DAY: (_, time) => ({ ...longSince(time.lastLeapDay), executions: [verified(time.before(8))] }),
  EXPIRED_DAY_BEFORE: (_, time) => ({ effectiveTo: time.before(1) }),
  TERMINATED_ON_D: (_, time) => ({ terminatedOn: time.asOf }),
  NOT_FILED: () => ({ filedOn: undefined }),
  FILED_AFTER_D: (_, time) => ({ filedOn: time.after(1) }),
  STARTS_AFTER_D: (_, time) => ({
    signedOn: time.before(20),
    filedOn: time.before(12),
    planApprovedOn: time.before(10),
    effectiveFrom: time.after(1),
    effectiveTo: undefined,
    executions: [verified(time.before(2))],
  }),
  NO_PLAN: () => ({ planApprovedOn: undefined }),
  PLAN_APPROVED_AFTER_D: (_, time) => ({ planApprovedOn: time.after(10) }),
  NEVER_EXECUTED: () => ({ executions: [] }),
  EXECUTED_LAST_YEAR: (_, time) => ({
    ...longSince(time.inYear(-2, '09-01')),
    executions: [verified(time.inYear(-1, '05-20')), verified(time.inYear(-1, '12-31'))],
  }),
  EXECUTION_NOT_VERIFIED: ({ executions }) => ({ executions: executions.map(({ on }) => ({ on, verified: false })) }),
};

/** The dates of an agreement in a state on D; executions in date order. */
export function agreementDates(state: AgreementState, random: Random, time: Timeline): AgreementDates {
  const plain = plainDates(random, time);
  return { ...plain, ...CHANGES[state](plain, time) };
}

/** Signed some time in the last years, filed, with a plan, in force beyond D and lately carried out. */
function plainDates(random: Random, time: Timeline): AgreementDates {
  const effectiveFrom = time.between(random, time.inYear(-2, '01-05'), time.before(45));
  const runsToYear = Number(effectiveFrom.slice(0, 4)) + random.whole(4, 6);
  const executions = Array.from({ length: random.whole(1, 3) }, () =>
    verified(time.thisYear(random, addDays(effectiveFrom, 3))),
  );
  if (random.chance(0.3)) executions.push({ on: time.thisYear(random, effectiveFrom), verified: false });
  if (effectiveFrom < time.inYear(-1, '10-01') && random.chance(0.5)) {
    executions.push(verified(time.between(random, time.inYear(-1, '10-01'), time.inYear(-1, '12-31'))));
  }
  return {
    signedOn: addDays(effectiveFrom, -random.whole(0, 20)),
    effectiveFrom,
    // The eve of an anniversary, some years after D; every fifth agreement is open.
    effectiveTo: random.chance(0.2) ? undefined : addDays(`${runsToYear}${effectiveFrom.slice(4, 8)}01`, -1),
    filedOn: addDays(effectiveFrom, random.whole(0, 15)),
    planApprovedOn: addDays(effectiveFrom, random.whole(0, 25)),
    executions: executions.sort((a, b) => a.on.localeCompare(b.on)),
  };
}

/** An agreement that began on a given day and has no end. */
function longSince(effectiveFrom: CalendarDate): Partial<AgreementDates> {
  return {
    signedOn: addDays(effectiveFrom, -10),
    effectiveFrom,
    effectiveTo: undefined,
    filedOn: addDays(effectiveFrom, 12),
    planApprovedOn: addDays(effectiveFrom, 20),
  };
}
