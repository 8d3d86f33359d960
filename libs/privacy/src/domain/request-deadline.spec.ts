import { mayBecome, PersonRequestKind, PersonRequestStatus } from './person-request';
import { dueOn } from './request-deadline';

describe('the deadline of a request', () => {
  it.each([
    ['2025-06-02', '2025-06-23'],
    ['2025-06-06', '2025-06-27'],
    ['2025-06-07', '2025-06-27'],
    ['2025-12-25', '2026-01-15'],
  ])('received on %s is 15 working days later, %s', (received, due) =>
    expect(dueOn(PersonRequestKind.ERASURE, received)).toBe(due),
  );
});

describe('the states of a request', () => {
  it('are decided once, and only a granted one ends as done', () => {
    const { RECEIVED, GRANTED, DONE, REFUSED } = PersonRequestStatus;
    const all = [RECEIVED, GRANTED, DONE, REFUSED];
    const allowed = all.flatMap((from) => all.filter((to) => mayBecome(from, to)).map((to) => `${from} → ${to}`));
    expect(allowed).toEqual(['RECEIVED → GRANTED', 'RECEIVED → REFUSED', 'GRANTED → DONE']);
  });
});
