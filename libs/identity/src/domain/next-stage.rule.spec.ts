import { Role } from '@sxbq/kernel';
import { nextStage, OFFICIAL_ROLES, SessionProgress } from './next-stage.rule';
import { SessionStage } from './session-stage';

const { ACTIVE, SECOND_FACTOR, ENROLMENT, PASSWORD_EXPIRED } = SessionStage;
const school: SessionProgress = {
  role: Role.SCHOOL,
  secondFactorRequired: true,
  hasSecondFactor: false,
  secondFactorProven: false,
  passwordExpired: false,
};
const officer = { ...school, role: Role.HR_BUREAU };

describe('how far a session has come', () => {
  it.each<[string, SessionProgress, SessionStage]>([
    ['a school', school, ACTIVE],
    ['a school that enrolled', { ...school, hasSecondFactor: true }, SECOND_FACTOR],
    ['a school that enrolled and proved it', { ...school, hasSecondFactor: true, secondFactorProven: true }, ACTIVE],
    ['a school with an old password', { ...school, passwordExpired: true }, PASSWORD_EXPIRED],
    ['an officer without one', officer, ENROLMENT],
    ['an officer without one, where none is asked for', { ...officer, secondFactorRequired: false }, ACTIVE],
    ['an officer who enrolled', { ...officer, hasSecondFactor: true }, SECOND_FACTOR],
    [
      'who enrolled, even where none is asked for',
      { ...officer, secondFactorRequired: false, hasSecondFactor: true },
      SECOND_FACTOR,
    ],
    ['an officer signed in elsewhere with two', { ...officer, secondFactorProven: true }, ACTIVE],
    [
      'first the second factor, then the password',
      { ...officer, hasSecondFactor: true, passwordExpired: true },
      SECOND_FACTOR,
    ],
    [
      'the password last',
      { ...officer, hasSecondFactor: true, secondFactorProven: true, passwordExpired: true },
      PASSWORD_EXPIRED,
    ],
  ])('%s: %#', (_who, progress, stage) => expect(nextStage(progress)).toBe(stage));

  it('asks the bureaus, the inspectors and the three administrators', () => {
    const asked = Object.values(Role).filter((role) => nextStage({ ...officer, role }) === ENROLMENT);
    expect(asked.sort()).toEqual([...OFFICIAL_ROLES].sort());
    expect(asked.sort()).toEqual([
      'AUDIT_ADMINISTRATOR',
      'ECONOMY_BUREAU',
      'HR_BUREAU',
      'INSPECTOR',
      'SECURITY_ADMINISTRATOR',
      'SYSTEM_ADMINISTRATOR',
    ]);
  });
});
