import { stateOn } from './agreement-state';
import { AgreementStatus } from './agreement-status';

describe('the state of an agreement on a date', () => {
  it.each([
    ['its last day still runs', AgreementStatus.FILED, '2025-06-30', '2025-06-30', 'FILED'],
    ['the day after it is expired', AgreementStatus.FILED, '2025-06-30', '2025-07-01', 'EXPIRED'],
    ['an open end never expires', AgreementStatus.FILED, null, '2999-12-31', 'FILED'],
    ['what was terminated stays so', AgreementStatus.TERMINATED, '2025-06-30', '2026-01-01', 'TERMINATED'],
    ['what was renewed stays so', AgreementStatus.RENEWED, '2025-06-30', '2026-01-01', 'RENEWED'],
    ['a draft does not expire', AgreementStatus.DRAFT, '2025-06-30', '2026-01-01', 'DRAFT'],
  ])('%s', (_case, status, effectiveTo, on, state) => {
    expect(stateOn({ status, effectiveTo }, on)).toBe(state);
  });
});
