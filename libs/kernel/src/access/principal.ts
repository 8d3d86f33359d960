import { Role } from './role';

/** Who is acting: a signed-in user, or the system itself (schedules, the operator's command line). */
export interface Principal {
  /** null for the system. */
  readonly userId: number | null;
  readonly sessionId: number | null;
  readonly organisationId: number | null;
  readonly role: Role | 'SYSTEM';
  /** Region prefix a bureau sees, for example '3204' or '32'; '' sees every region. */
  readonly regionPrefix: string;
  readonly schoolId: number | null;
  readonly enterpriseId: number | null;
}

/** The platform acting on its own behalf: sees and may do everything. */
export const SYSTEM_PRINCIPAL: Principal = {
  userId: null,
  sessionId: null,
  organisationId: null,
  role: 'SYSTEM',
  regionPrefix: '',
  schoolId: null,
  enterpriseId: null,
};
