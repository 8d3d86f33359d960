import { isMenuStepAllowed, MENU_STEPS, MenuStep } from './menu-lifecycle';
import { MenuStatus } from './menu-status';

describe('the life of an offer or a need', () => {
  it.each([
    [MenuStep.EDIT, 'DRAFT PUBLISHED CLOSED EXPIRED', null],
    [MenuStep.PUBLISH, 'DRAFT', 'PUBLISHED'],
    [MenuStep.CLOSE, 'PUBLISHED', 'CLOSED'],
    [MenuStep.EXPIRE, 'PUBLISHED', 'EXPIRED'],
    [MenuStep.REOPEN, 'CLOSED EXPIRED', 'DRAFT'],
  ])('%s is allowed in %s and leads to %s', (step, from, to) => {
    const allowed = Object.values(MenuStatus).filter((status) => isMenuStepAllowed(step, status));
    expect(allowed.join(' ')).toBe(from);
    expect(MENU_STEPS[step].to).toBe(to);
  });

  it('leaves no status without a way on', () => {
    for (const status of Object.values(MenuStatus)) {
      const leaving = Object.values(MENU_STEPS).filter(({ from, to }) => to !== null && from.includes(status));
      expect([status, leaving.length > 0]).toEqual([status, true]);
    }
  });
});
