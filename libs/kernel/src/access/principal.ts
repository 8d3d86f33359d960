import { Role } from './role';

/**
 * Who is acting: a signed-in user, an organisation's machine client, or the system itself (schedules, the operator's
 * command line). An optional field left out counts as null.
 */
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
  /** The part of the organisation's region given to this member, '320402' of '3204'; null: all of it. */
  readonly memberRegionPrefix?: string | null;
  /** The membership acted in; null for machine clients and the system. */
  readonly membershipId?: number | null;
  /** The machine client that acts; its organisation and role are those of the fields above. */
  readonly clientId?: number | null;
  /** Codes a machine client was given, of those its role holds; null: all that the role holds. */
  readonly grantedPermissions?: ReadonlySet<string> | null;
  /** When the person last proved again who they are in this session; null: not since signing in. */
  readonly steppedUpAt?: Date | null;
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
