import { INTEREST_STEPS, InterestStep, isInterestStepAllowed, mayTake, turnOf } from './interest-lifecycle';
import { InterestStatus, MenuSide } from './interest-status';

const { SCHOOL, ENTERPRISE } = MenuSide;
const { INTEREST, AGREED } = InterestStatus;

describe('the life of an interest', () => {
  it.each([
    [InterestStep.SHOW, '', 'INTEREST'],
    [InterestStep.AGREE, 'INTEREST', 'AGREED'],
    [InterestStep.DECLINE, 'INTEREST', 'DECLINED'],
    [InterestStep.WITHDRAW, 'INTEREST AGREED', 'WITHDRAWN'],
    [InterestStep.CONVERT, 'AGREED', 'CONVERTED'],
    [InterestStep.REMIND, 'INTEREST AGREED', null],
    [InterestStep.LAPSE, 'INTEREST', 'EXPIRED'],
  ])('%s is allowed in "%s" and leads to %s', (step, from, to) => {
    const allowed = Object.values(InterestStatus).filter((status) => isInterestStepAllowed(step, status));
    expect(allowed.join(' ')).toBe(from);
    expect(INTEREST_STEPS[step].to).toBe(to);
  });

  it.each([
    // Whoever spoke first cannot answer for the other.
    [InterestStep.AGREE, INTEREST, ENTERPRISE, 'SCHOOL'],
    [InterestStep.AGREE, INTEREST, SCHOOL, 'ENTERPRISE'],
    [InterestStep.DECLINE, INTEREST, ENTERPRISE, 'SCHOOL'],
    [InterestStep.WITHDRAW, INTEREST, ENTERPRISE, 'ENTERPRISE'],
    [InterestStep.WITHDRAW, AGREED, ENTERPRISE, 'SCHOOL ENTERPRISE'],
    [InterestStep.CONVERT, AGREED, ENTERPRISE, 'SCHOOL'],
    [InterestStep.CONVERT, AGREED, SCHOOL, 'SCHOOL'],
    [InterestStep.REMIND, INTEREST, SCHOOL, ''],
    [InterestStep.LAPSE, INTEREST, SCHOOL, ''],
  ])('%s in %s, begun by the %s, is for: %s', (step, status, origin, sides) => {
    const may = Object.values(MenuSide).filter((side) => mayTake(step, side, status, origin));
    expect(may.join(' ')).toBe(sides);
  });

  it('is the turn of the side that was asked, then of the school, then of nobody', () => {
    expect(turnOf(INTEREST, ENTERPRISE)).toBe(SCHOOL);
    expect(turnOf(INTEREST, SCHOOL)).toBe(ENTERPRISE);
    expect(turnOf(AGREED, SCHOOL)).toBe(SCHOOL);
    for (const status of Object.values(InterestStatus)) {
      if (status !== INTEREST && status !== AGREED) expect(turnOf(status, SCHOOL)).toBeNull();
    }
  });
});
