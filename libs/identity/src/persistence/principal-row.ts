import { EntityId, Principal, Role } from '@sxbq/kernel';

/** The columns a principal is made of: a membership with its organisation. Aliases: m = membership, o = organisation. */
export const PRINCIPAL_COLUMNS = `m.id AS membershipId, m.user_id AS userId, m.role, o.id AS organisationId, o.region_prefix AS regionPrefix,
  m.region_prefix AS memberRegionPrefix, o.school_id AS schoolId, o.enterprise_id AS enterpriseId`;

/** Holds while somebody may act in a membership. Aliases: u = user, m and o as above. */
export const ACTING = 'u.disabled_at IS NULL AND m.ended_at IS NULL AND o.disabled_at IS NULL';

export interface PrincipalRow {
  readonly membershipId: EntityId;
  readonly userId: EntityId;
  readonly role: Role;
  readonly organisationId: EntityId;
  readonly regionPrefix: string;
  readonly memberRegionPrefix: string | null;
  readonly schoolId: EntityId | null;
  readonly enterpriseId: EntityId | null;
}

/** What of its session a principal carries along. */
export interface PrincipalSession {
  readonly sessionId: EntityId | null;
  readonly steppedUpAt: Date | null;
}

const NO_SESSION: PrincipalSession = { sessionId: null, steppedUpAt: null };

export function principalOf(row: PrincipalRow, { sessionId, steppedUpAt } = NO_SESSION): Principal {
  const { membershipId, userId, role, organisationId, regionPrefix, memberRegionPrefix, schoolId, enterpriseId } = row;
  return {
    userId,
    sessionId,
    organisationId,
    role,
    regionPrefix,
    memberRegionPrefix,
    schoolId,
    enterpriseId,
    membershipId,
    steppedUpAt,
  };
}
