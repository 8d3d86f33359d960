import { EntityId, Principal, Role } from '@sxbq/kernel';

/** The columns a principal is made of: a membership with its organisation. Aliases: m = membership, o = organisation. */
export const PRINCIPAL_COLUMNS = `m.user_id AS userId, m.role, o.id AS organisationId, o.region_prefix AS regionPrefix,
  o.school_id AS schoolId, o.enterprise_id AS enterpriseId`;

export interface PrincipalRow {
  readonly userId: EntityId;
  readonly role: Role;
  readonly organisationId: EntityId;
  readonly regionPrefix: string;
  readonly schoolId: EntityId | null;
  readonly enterpriseId: EntityId | null;
}

export function principalOf(row: PrincipalRow, sessionId: EntityId | null): Principal {
  const { userId, role, organisationId, regionPrefix, schoolId, enterpriseId } = row;
  return { userId, sessionId, organisationId, role, regionPrefix, schoolId, enterpriseId };
}
