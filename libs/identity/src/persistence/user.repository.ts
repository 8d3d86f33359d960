import { Injectable } from '@nestjs/common';
import { EntityId, Page, PageRequest, Principal, Role } from '@sxbq/kernel';
import { allOf, condition, containsText, equals, isOneOf, listPage, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { OrganisationKind } from '../domain/organisation-kind';
import { UserSort } from '../domain/user-sort';
import { AccountScope, userScope } from './account-scope';
import { isSet } from './is-set';
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

/** A user as administrators and colleagues see them. */
export type UserRow = Pick<User, 'id' | 'username' | 'displayName' | 'disabledAt' | 'passwordChangedAt' | 'recordedAt'>;

export interface UserFilter {
  /** Part of the username or the display name. */
  readonly search?: string | null;
  readonly organisationId?: EntityId | null;
  readonly role?: Role | null;
  readonly disabled?: boolean | null;
}

const COLUMNS = `u.id, u.username, u.display_name AS displayName, u.disabled_at AS disabledAt,
  u.password_changed_at AS passwordChangedAt, u.recorded_at AS recordedAt`;

const ORDER: Readonly<Record<UserSort, string>> = {
  [UserSort.USERNAME_ASC]: 'u.username',
  [UserSort.USERNAME_DESC]: 'u.username DESC',
  [UserSort.NAME_ASC]: 'u.display_name, u.id',
  [UserSort.NAME_DESC]: 'u.display_name DESC, u.id DESC',
  [UserSort.NEWEST]: 'u.id DESC',
};

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

  list(scope: AccountScope, filter: UserFilter, sort: UserSort, page: PageRequest): Promise<Page<UserRow>> {
    const where = allOf(
      userScope(scope, 'u'),
      filter.search ? containsText(['u.username', 'u.display_name'], filter.search) : null,
      isSet('u.disabled_at', filter.disabled),
      actsAs(filter),
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: '`user` u', params: [] },
      where,
      orderBy: ORDER[sort],
    };
    return listPage(this.dataSource, query, page);
  }

  /** The visible ones of the ids. */
  async byIds(scope: AccountScope, ids: readonly EntityId[]): Promise<Map<EntityId, UserRow>> {
    const where = allOf(userScope(scope, 'u'), isOneOf('u.id', ids));
    const rows = (await this.dataSource.query(`SELECT ${COLUMNS} FROM \`user\` u WHERE ${where.sql}`, [
      ...where.params,
    ])) as UserRow[];
    return new Map(rows.map((row) => [row.id, row]));
  }

  async lockById(tx: Transaction, id: EntityId): Promise<User | null> {
    return tx.findOne(User, { where: { id }, lock: { mode: 'pessimistic_write' } });
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
}

/** Users with a membership of that organisation, or in that role, or both at once. */
function actsAs({ organisationId, role }: UserFilter): SqlCondition | null {
  if (!organisationId && !role) return null;
  const membership = allOf(
    organisationId ? equals('acts.organisation_id', organisationId) : null,
    role ? equals('acts.role', role) : null,
  );
  return condition(
    `EXISTS (SELECT 1 FROM membership acts WHERE acts.user_id = u.id AND acts.ended_at IS NULL AND ${membership.sql})`,
    membership.params,
  );
}
