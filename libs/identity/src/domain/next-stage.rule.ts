import { Role } from '@sxbq/kernel';
import { ADMINISTRATOR_ROLES } from './separated-administrators.rule';
import { SessionStage } from './session-stage';

/** Those who act for the authorities, and the administrators: a second factor is theirs to prove (assurance S3). */
export const OFFICIAL_ROLES: readonly Role[] = [
  Role.HR_BUREAU,
  Role.ECONOMY_BUREAU,
  Role.INSPECTOR,
  ...ADMINISTRATOR_ROLES,
];

/** What decides how far a session has come. */
export interface SessionProgress {
  readonly role: Role;
  /** Whether official roles must prove a second factor, or only who enrolled one. */
  readonly secondFactorRequired: boolean;
  readonly hasSecondFactor: boolean;
  readonly secondFactorProven: boolean;
  /** The session began with a password that is too old. */
  readonly passwordExpired: boolean;
}

/** First the second factor, or its enrolment; then, who began with a password that expired, a new one. */
export function nextStage(progress: SessionProgress): SessionStage {
  if (!progress.secondFactorProven) {
    if (progress.hasSecondFactor) return SessionStage.SECOND_FACTOR;
    if (mustProveSecondFactor(progress)) return SessionStage.ENROLMENT;
  }
  return progress.passwordExpired ? SessionStage.PASSWORD_EXPIRED : SessionStage.ACTIVE;
}

export function mustProveSecondFactor({
  role,
  secondFactorRequired,
}: Pick<SessionProgress, 'role' | 'secondFactorRequired'>): boolean {
  return secondFactorRequired && OFFICIAL_ROLES.includes(role);
}
