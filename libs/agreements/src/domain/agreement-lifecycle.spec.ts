import {
  AgreementStep,
  isStepAllowed,
  STATUS_AFTER_EDIT,
  statusAfterApproval,
  statusAfterSuccession,
  STEP_ALLOWED_IN,
} from './agreement-lifecycle';
import { AgreementSide } from './agreement-side';
import { AgreementStatus } from './agreement-status';

const { DRAFT, PROPOSED, SIGNED, FILED, TERMINATED, RENEWED, LAPSED } = AgreementStatus;
const { SCHOOL, ENTERPRISE } = AgreementSide;

/** domain.md §3, cell by cell: the statuses in which each step is allowed. */
const LAW: Readonly<Record<AgreementStep, readonly AgreementStatus[]>> = {
  EDIT: [DRAFT, PROPOSED, SIGNED],
  APPROVE: [DRAFT, PROPOSED],
  FILE: [SIGNED],
  TERMINATE: [SIGNED, FILED, RENEWED],
  RENEW: [FILED],
  CHANGE_PARTY: [FILED],
  PAUSE: [FILED],
  RESUME: [FILED],
  SET_PLAN: [DRAFT, PROPOSED, SIGNED, FILED, RENEWED],
  APPROVE_PLAN: [SIGNED, FILED, RENEWED],
  RECORD_EXECUTION: [SIGNED, FILED, RENEWED, TERMINATED],
  REMIND: [DRAFT],
  LAPSE: [DRAFT],
};

const cells = Object.values(AgreementStep).flatMap((step) =>
  Object.values(AgreementStatus).map((status) => [step, status, LAW[step].includes(status)] as const),
);

describe('the transition table of agreements', () => {
  it.each(cells)('%s in %s: %s', (step, status, allowed) => {
    expect(isStepAllowed(step, status)).toBe(allowed);
  });

  it('leaves a lapsed draft alone', () => {
    expect(Object.values(STEP_ALLOWED_IN).flat()).not.toContain(LAPSED);
  });

  it('asks both sides to sign again after an edit', () => {
    expect(STATUS_AFTER_EDIT).toBe(DRAFT);
  });
});

describe('signing', () => {
  it.each([
    ['the first side proposes', SCHOOL, [], PROPOSED],
    ['an enterprise may propose too', ENTERPRISE, [], PROPOSED],
    ['the other side signs', ENTERPRISE, [SCHOOL], SIGNED],
    ['either order', SCHOOL, [ENTERPRISE], SIGNED],
    ['the same side twice is refused', SCHOOL, [SCHOOL], null],
    ['a side of a signed revision is refused', ENTERPRISE, [SCHOOL, ENTERPRISE], null],
  ] as const)('%s', (_case, side, signed, status) => {
    expect(statusAfterApproval(side, signed)).toBe(status);
  });
});

describe('succession', () => {
  it('renews with the same partner and ends with another', () => {
    expect(statusAfterSuccession(true)).toBe(RENEWED);
    expect(statusAfterSuccession(false)).toBe(TERMINATED);
  });
});
