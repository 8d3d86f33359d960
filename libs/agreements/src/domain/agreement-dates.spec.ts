import {
  AgreementDates,
  draftDatesRefusal,
  executionDateRefusal,
  filingRefusal,
  planApprovalRefusal,
  successionRefusal,
  terminationRefusal,
} from './agreement-dates';

const TODAY = '2025-06-15';
const YEAR_2025: AgreementDates = {
  signedOn: '2025-01-10',
  effectiveFrom: '2025-02-01',
  effectiveTo: '2025-12-31',
  terminatedOn: null,
};

describe('dates of a draft', () => {
  it.each([
    [{ signedOn: null, effectiveFrom: null, effectiveTo: null }, null],
    [{ signedOn: null, effectiveFrom: '2025-02-01', effectiveTo: '2025-02-01' }, null],
    [{ signedOn: null, effectiveFrom: '2025-02-01', effectiveTo: '2025-01-31' }, 'END_BEFORE_START'],
    [{ signedOn: null, effectiveFrom: null, effectiveTo: '2025-01-31' }, null],
    [{ signedOn: TODAY, effectiveFrom: null, effectiveTo: null }, null],
    [{ signedOn: '2025-06-16', effectiveFrom: null, effectiveTo: null }, 'SIGNED_IN_FUTURE'],
    [{ signedOn: '2024-02-29', effectiveFrom: '2024-02-29', effectiveTo: '2024-02-28' }, 'END_BEFORE_START'],
  ])('%j: %s', (dates, refusal) => {
    expect(draftDatesRefusal(dates, TODAY)).toBe(refusal);
  });
});

describe('filing', () => {
  it.each([
    ['on the day of signing', YEAR_2025, '2025-01-10', null],
    ['before signing', YEAR_2025, '2025-01-09', 'FILED_BEFORE_SIGNED'],
    ['today', YEAR_2025, TODAY, null],
    ['tomorrow', YEAR_2025, '2025-06-16', 'FILED_IN_FUTURE'],
    ['without a start', { ...YEAR_2025, effectiveFrom: null }, TODAY, 'START_MISSING'],
  ])('%s', (_case, dates, filedOn, refusal) => {
    expect(filingRefusal(dates, filedOn, TODAY)).toBe(refusal);
  });
});

describe('termination', () => {
  it.each([
    ['on the day of signing', YEAR_2025, '2025-01-10', null],
    ['before signing', YEAR_2025, '2025-01-09', 'TERMINATED_BEFORE_SIGNED'],
    ['for a day to come', YEAR_2025, '2025-12-31', null],
    ['after the end', YEAR_2025, '2026-01-01', 'TERMINATED_AFTER_END'],
    ['of an open agreement', { ...YEAR_2025, effectiveTo: null }, '2030-01-01', null],
  ])('%s', (_case, dates, terminatedOn, refusal) => {
    expect(terminationRefusal(dates, terminatedOn)).toBe(refusal);
  });
});

describe('succession', () => {
  it('begins no earlier than the agreement it follows', () => {
    expect(successionRefusal(YEAR_2025, '2025-02-01')).toBeNull();
    expect(successionRefusal(YEAR_2025, '2025-01-31')).toBe('SUCCESSOR_BEFORE_START');
    expect(successionRefusal(YEAR_2025, null)).toBeNull();
  });
});

describe('approval of a plan', () => {
  it.each([
    ['2025-01-10', null],
    ['2025-01-09', 'PLAN_APPROVED_BEFORE_SIGNED'],
    [TODAY, null],
    ['2025-06-16', 'PLAN_APPROVED_IN_FUTURE'],
  ])('on %s: %s', (approvedOn, refusal) => {
    expect(planApprovalRefusal(YEAR_2025, approvedOn, TODAY)).toBe(refusal);
  });
});

describe('the date of an execution', () => {
  it.each([
    ['from signing on', YEAR_2025, '2025-01-10', null],
    ['before signing and start', YEAR_2025, '2025-01-09', 'EXECUTION_BEFORE_START'],
    ['from the start on, when signed later', { ...YEAR_2025, signedOn: '2025-03-01' }, '2025-02-01', null],
    ['today', YEAR_2025, TODAY, null],
    ['tomorrow', YEAR_2025, '2025-06-16', 'EXECUTION_IN_FUTURE'],
    ['on the last day', { ...YEAR_2025, effectiveTo: '2025-05-31' }, '2025-05-31', null],
    ['after the last day', { ...YEAR_2025, effectiveTo: '2025-05-31' }, '2025-06-01', 'EXECUTION_AFTER_END'],
    ['the day before termination', { ...YEAR_2025, terminatedOn: '2025-05-31' }, '2025-05-30', null],
    ['on the day of termination', { ...YEAR_2025, terminatedOn: '2025-05-31' }, '2025-05-31', 'EXECUTION_AFTER_END'],
  ])('%s', (_case, dates, occurredOn, refusal) => {
    expect(executionDateRefusal(dates, occurredOn, TODAY)).toBe(refusal);
  });
});
