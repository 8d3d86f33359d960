import { Injectable } from '@nestjs/common';
import { EntityId, Principal, Role } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { OrganisationKind } from '../domain/organisation-kind';
import { Membership } from './membership.entity';
import { ACTING, PRINCIPAL_COLUMNS, PrincipalRow, principalOf } from './principal-row';
import { User } from './user.entity';

/** What sign-in needs to know of a user. */
export interface Account {
  readonly userId: EntityId;
  readonly passwordHash: string;
  readonly disabled: boolean;
  /** The role they act in; null without one. */
  readonly membership: { readonly id: EntityId; readonly principal: Principal } | null;
}

/** A principal with the names a screen shows. */
export interface Identity {
  readonly userId: EntityId;
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly organisationId: EntityId;
  readonly organisationName: string;
  readonly organisationKind: OrganisationKind;
  readonly regionPrefix: string;
  readonly schoolId: EntityId | null;
  readonly enterpriseId: EntityId | null;
}

type AccountRow = Omit<PrincipalRow, 'membershipId'> & {
  id: EntityId;
  passwordHash: string;
  disabledAt: Date | null;
  membershipId: EntityId | null;
};

function hasMembership(row: AccountRow): row is AccountRow & PrincipalRow {
  return row.membershipId !== null;
}

@Injectable()
export class UserRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The account of a normal username, with the first membership that the user may act in. */
  async findAccount(username: string): Promise<Account | null> {
    const [row] = (await this.dataSource.query(
      `SELECT u.id, u.password_hash AS passwordHash, u.disabled_at AS disabledAt, ${PRINCIPAL_COLUMNS}
         FROM \`user\` u
         LEFT JOIN (membership m JOIN organisation o ON o.id = m.organisation_id AND o.disabled_at IS NULL)
                ON m.user_id = u.id AND m.ended_at IS NULL
        WHERE u.username = ?
        ORDER BY m.id
        LIMIT 1`,
      [username],
    )) as AccountRow[];
    if (!row) return null;
    return {
      userId: row.id,
      passwordHash: row.passwordHash,
      disabled: row.disabledAt !== null,
      membership: hasMembership(row) ? { id: row.membershipId, principal: principalOf(row) } : null,
    };
  }

  /** Who a principal is, by user, role and organisation; nobody when one of them may no longer act. */
  async findIdentity(userId: EntityId, role: Role, organisationId: EntityId): Promise<Identity | null> {
    const [row] = (await this.dataSource.query(
      `SELECT u.username, u.display_name AS displayName, o.name AS organisationName, o.kind AS organisationKind,
              ${PRINCIPAL_COLUMNS}
         FROM membership m
         JOIN \`user\` u ON u.id = m.user_id
         JOIN organisation o ON o.id = m.organisation_id
        WHERE m.user_id = ? AND m.role = ? AND m.organisation_id = ? AND ${ACTING}`,
      [userId, role, organisationId],
    )) as Identity[];
    return row ?? null;
  }

  async insert(
    tx: Transaction,
    user: Pick<User, 'username' | 'displayName' | 'passwordHash' | 'passwordChangedAt'>,
  ): Promise<EntityId> {
    const result = await tx.insert(User, user);
    return (result.identifiers[0] as { id: EntityId }).id;
  }

  /** The user's row, locked until the transaction ends. */
  async lock(tx: Transaction, username: string): Promise<User | null> {
    return tx.findOne(User, { where: { username }, lock: { mode: 'pessimistic_write' } });
  }

  async update(
    tx: Transaction,
    userId: EntityId,
    change: Partial<Pick<User, 'passwordHash' | 'passwordChangedAt' | 'disabledAt'>>,
  ): Promise<void> {
    await tx.update(User, { id: userId }, change);
  }

  async rolesOf(tx: Transaction, userId: EntityId): Promise<Role[]> {
    const memberships = await tx.find(Membership, { where: { userId, endedAt: IsNull() }, select: { role: true } });
    return memberships.map((membership) => membership.role);
  }

  async insertMembership(
    tx: Transaction,
    membership: Omit<Membership, 'id' | 'endedAt' | 'recordedAt'>,
  ): Promise<EntityId> {
    const result = await tx.insert(Membership, membership);
    return (result.identifiers[0] as { id: EntityId }).id;
  }
}
