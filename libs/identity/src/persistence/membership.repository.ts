import { Injectable } from '@nestjs/common';
import { EntityId, groupBy, Principal, Role } from '@sxbq/kernel';
import { allOf, insertRow, isOneOf, Transaction } from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { OrganisationKind } from '../domain/organisation-kind';
import { isAdministrator } from '../domain/separated-administrators.rule';
import { AccountScope, organisationScope } from './account-scope';
import { Membership } from './membership.entity';
import { ACTING, PRINCIPAL_COLUMNS, PrincipalRow, principalOf } from './principal-row';

/** A membership with the names a screen shows. */
export interface MembershipRow {
  readonly id: EntityId;
  readonly userId: EntityId;
  readonly role: Role;
  readonly organisationId: EntityId;
  readonly organisationName: string;
  readonly organisationKind: OrganisationKind;
}

type Place = Pick<Membership, 'userId' | 'organisationId' | 'role'> & Partial<Pick<Membership, 'regionPrefix'>>;

/** Roles of users in organisations. What is read here has not ended, unless it says otherwise. */
@Injectable()
export class MembershipRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @param without one of them that does not count */
  async rolesOf(tx: Transaction, userId: EntityId, without?: Role): Promise<Role[]> {
    const found = await tx.find(Membership, { where: { userId, endedAt: IsNull() }, select: { role: true } });
    const roles = found.map(({ role }) => role);
    const at = without === undefined ? -1 : roles.indexOf(without);
    return at < 0 ? roles : roles.toSpliced(at, 1);
  }

  async isHeld(tx: Transaction, { userId, organisationId, role }: Place): Promise<boolean> {
    return tx.exists(Membership, { where: { userId, organisationId, role, endedAt: IsNull() } });
  }

  async find(tx: Transaction, id: EntityId): Promise<Membership | null> {
    return tx.findOne(Membership, { where: { id, endedAt: IsNull() } });
  }

  /** Makes the membership, or opens one that had ended; null when the user has it already. */
  async give(tx: Transaction, { userId, organisationId, role, regionPrefix = null }: Place): Promise<EntityId | null> {
    const place = { userId, organisationId, role };
    const given = { regionPrefix, administratorUserId: isAdministrator(role) ? userId : null };
    const present = await tx.findOne(Membership, { where: place });
    if (!present) return insertRow(tx, Membership, { ...place, ...given });
    if (present.endedAt === null) return null;
    await tx.update(Membership, { id: present.id }, { ...given, endedAt: null });
    return present.id;
  }

  /** False when it had ended already. */
  async end(tx: Transaction, id: EntityId, now: Date): Promise<boolean> {
    const result = await tx.update(Membership, { id, endedAt: IsNull() }, { endedAt: now, administratorUserId: null });
    return result.affected === 1;
  }

  /** The memberships of several users that the scope may see, by user, oldest first. */
  async ofUsers(scope: AccountScope, userIds: readonly EntityId[]): Promise<Map<EntityId, MembershipRow[]>> {
    const where = allOf(isOneOf('m.user_id', userIds), organisationScope(scope, 'o'));
    const rows = (await this.dataSource.query(
      `SELECT m.id, m.user_id AS userId, m.role, o.id AS organisationId, o.name AS organisationName,
              o.kind AS organisationKind
         FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.ended_at IS NULL AND ${where.sql}
        ORDER BY m.id`,
      [...where.params],
    )) as MembershipRow[];
    return groupBy(rows, ({ userId }) => userId);
  }

  /** Who acts in the membership today; nobody when user, membership or organisation may no longer act. */
  actingIn(id: EntityId): Promise<Principal | null> {
    return this.principal(id, ACTING);
  }

  /** Who acts in the membership or did so once. */
  everActingIn(id: EntityId): Promise<Principal | null> {
    return this.principal(id, 'TRUE');
  }

  private async principal(id: EntityId, condition: string): Promise<Principal | null> {
    const [row] = (await this.dataSource.query(
      `SELECT ${PRINCIPAL_COLUMNS}
         FROM membership m
         JOIN \`user\` u ON u.id = m.user_id
         JOIN organisation o ON o.id = m.organisation_id
        WHERE m.id = ? AND ${condition}`,
      [id],
    )) as PrincipalRow[];
    return row ? principalOf(row) : null;
  }
}
