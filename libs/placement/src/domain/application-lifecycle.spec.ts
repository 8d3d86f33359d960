import { ApplicationStep, isStepAllowed, isStepOf, STEPS } from './application-lifecycle';
import { ApplicationOrigin, ApplicationStatus, ChoiceSide, OPEN_STATUSES } from './application-status';

const { SENT, INTERVIEW, OFFERED, ACCEPTED } = ApplicationStatus;
const { GRADUATE, ENTERPRISE } = ChoiceSide;
const { APPLICATION, INVITATION } = ApplicationOrigin;

describe('the steps of two-way choice', () => {
  it.each<[ApplicationStep, ApplicationStatus[]]>([
    [ApplicationStep.TO_INTERVIEW, [SENT]],
    [ApplicationStep.OFFER, [INTERVIEW]],
    [ApplicationStep.ACCEPT, [OFFERED]],
    [ApplicationStep.DECLINE, [SENT, INTERVIEW, OFFERED]],
    [ApplicationStep.REFUSE, [SENT, INTERVIEW, OFFERED]],
    [ApplicationStep.WITHDRAW, [SENT, INTERVIEW, OFFERED, ACCEPTED]],
    [ApplicationStep.PLACE, [ACCEPTED]],
    [ApplicationStep.EXPIRE, [SENT, INTERVIEW, OFFERED]],
  ])('%s is allowed in %s and nowhere else', (step, allowed) => {
    expect(Object.values(ApplicationStatus).filter((status) => isStepAllowed(step, status))).toEqual(allowed);
  });

  it('leave nothing that has ended', () => {
    for (const { from } of Object.values(STEPS)) for (const status of from) expect(OPEN_STATUSES).toContain(status);
  });

  it.each([
    [ApplicationStep.TO_INTERVIEW, ENTERPRISE, APPLICATION, true],
    [ApplicationStep.TO_INTERVIEW, GRADUATE, APPLICATION, false],
    [ApplicationStep.TO_INTERVIEW, GRADUATE, INVITATION, true],
    [ApplicationStep.TO_INTERVIEW, ENTERPRISE, INVITATION, false],
    [ApplicationStep.OFFER, GRADUATE, APPLICATION, false],
    [ApplicationStep.ACCEPT, ENTERPRISE, APPLICATION, false],
    [ApplicationStep.ACCEPT, GRADUATE, INVITATION, true],
    [ApplicationStep.PLACE, ENTERPRISE, INVITATION, true],
    [ApplicationStep.EXPIRE, ENTERPRISE, INVITATION, false],
  ])('%s by the %s of an %s: %s', (step, side, origin, allowed) => expect(isStepOf(step, side, origin)).toBe(allowed));
});
