import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { checkedText, Clock, EntityId, Page, PageRequest, Principal, Role } from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { isUsername, normalUsername } from '../domain/credentials.rule';
import { UserSort } from '../domain/user-sort';
import { organisationNotFound, userNotFound, usernameMalformed, usernameTaken } from '../identity.errors';
import { PasswordContext, PasswordPolicy } from '../passwords/password-policy';
import { accountScopeOf } from '../persistence/account-scope';
import { OrganisationRepository } from '../persistence/organisation.repository';
import { PasswordRepository } from '../persistence/password.repository';
import { SessionRepository } from '../persistence/session.repository';
import { User } from '../persistence/user.entity';
import { Identity, UserFilter, UserRepository, UserRow } from '../persistence/user.repository';
import { PasswordHasher } from '../sessions/password-hasher';
import { ownRights } from './accounts.errors';
import { MembershipsService } from './memberships.service';

/** What somebody chooses for themselves. */
export interface ChosenAccount {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
}

export interface NewUser extends ChosenAccount {
  readonly organisationCode: string;
  readonly role: Role;
}

/** A checked account, its password hashed: ready to be written in a transaction. */
export type PreparedAccount = Pick<User, 'username' | 'displayName' | 'passwordHash'>;

export interface UserListRequest extends PageRequest {
  readonly filter?: UserFilter | null;
  readonly sort?: UserSort | null;
}

/** Who can sign in. Every change ends in the audit; a changed password or a disabled user ends all sessions. */
@Injectable()
export class UsersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordPolicy,
    private readonly replaced: PasswordRepository,
    private readonly users: UserRepository,
    private readonly organisations: OrganisationRepository,
    private readonly memberships: MembershipsService,
    private readonly sessions: SessionRepository,
  ) {}

  /** Administrators see all users, members of a school or enterprise their colleagues. */
  list(principal: Principal, request: UserListRequest): Promise<Page<UserRow>> {
    assertPermission(principal, 'identity.readUsers');
    return this.users.list(
      accountScopeOf(principal),
      request.filter ?? {},
      request.sort ?? UserSort.USERNAME_ASC,
      request,
    );
  }

  /** USER_NOT_FOUND also for one outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<UserRow> {
    const found = (await this.byIds(principal, [id])).get(id);
    if (!found) throw userNotFound();
    return found;
  }

  /** The visible ones of the ids. */
  byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, UserRow>> {
    assertPermission(principal, 'identity.readUsers');
    return this.users.byIds(accountScopeOf(principal), ids);
  }

  /**
   * The new user's id; for the operator, who chooses the password. USERNAME_MALFORMED, USERNAME_TAKEN, PASSWORD_*,
   * ORGANISATION_NOT_FOUND, ROLE_DOES_NOT_FIT.
   */
  async create({ organisationCode, role, ...account }: NewUser): Promise<EntityId> {
    const prepared = await this.prepare(account);
    const organisation = await this.organisations.findByCode(organisationCode);
    if (!organisation) throw organisationNotFound();
    return this.unitOfWork
      .run(async (tx) => {
        const userId = await this.insert(tx, prepared);
        await this.memberships.give(tx, { userId, organisationId: organisation.id, role });
        return userId;
      })
      .catch(refuseTakenUsername);
  }

  /** Checks what somebody chose and hashes the password, which no transaction should wait for. */
  async prepare(
    { username, displayName, password }: ChosenAccount,
    organisationName?: string,
  ): Promise<PreparedAccount> {
    const name = normalUsername(username);
    if (!isUsername(name)) throw usernameMalformed();
    const shown = checkedText('显示名', displayName, 60);
    const context = { username: name, displayName: shown, ...(organisationName ? { organisationName } : {}) };
    return { username: name, displayName: shown, passwordHash: await this.hashOf(password, context) };
  }

  /** The new user's id; behind the transaction belongs `refuseTakenUsername`. */
  async insert(tx: Transaction, account: PreparedAccount): Promise<EntityId> {
    const userId = await this.users.insert(tx, { ...account, passwordChangedAt: this.clock.now() });
    await this.audit.record(tx, {
      action: 'identity.createUser',
      objectType: 'User',
      objectId: userId,
      after: { username: account.username, displayName: account.displayName },
    });
    return userId;
  }

  /** For the operator. */
  async setPassword(username: string, password: string): Promise<void> {
    const name = normalUsername(username);
    const passwordHash = await this.hashOf(password, { username: name });
    await this.unitOfWork.run(async (tx) => {
      const user = await this.lock(tx, name);
      await this.replacePassword(tx, user, passwordHash, 'identity.setPassword');
    });
  }

  /** In the transaction of whoever decided it; the user's row is locked. Ends all sessions. */
  async replacePassword(tx: Transaction, user: User, passwordHash: string, action: string): Promise<void> {
    const now = this.clock.now();
    await this.users.update(tx, user.id, { passwordHash, passwordChangedAt: now });
    await this.replaced.remember(tx, user.id, user.passwordHash, now);
    await this.replaced.forgetOlder(tx, user.id, this.passwords.rules.remembered);
    await this.sessions.endAll(tx, user.id, now);
    await this.audit.record(tx, { action, objectType: 'User', objectId: user.id });
  }

  private async hashOf(password: string, context: PasswordContext): Promise<string> {
    await this.passwords.assertAcceptable(password, context);
    return this.hasher.hash(password);
  }

  /** For the operator: from now on the user cannot sign in and every session is dead. */
  async disable(username: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => this.setDisabled(tx, await this.lock(tx, normalUsername(username)), true));
  }

  /** Disables or enables somebody else; a disabled user cannot sign in and has no session. USER_NOT_FOUND, OWN_RIGHTS. */
  async changeDisabled(principal: Principal, id: EntityId, disabled: boolean): Promise<UserRow> {
    assertPermission(principal, 'identity.manageUsers');
    if (id === principal.userId) throw ownRights();
    await this.unitOfWork.run(async (tx) => {
      const user = await this.users.lockById(tx, id);
      if (!user) throw userNotFound();
      await this.setDisabled(tx, user, disabled);
    });
    return this.get(principal, id);
  }

  /** Whether this is the user's password; null when there is no such user. Not throttled: for the command line only. */
  async hasPassword(username: string, password: string): Promise<boolean | null> {
    const account = await this.users.findAccount(normalUsername(username));
    return account === null ? null : this.hasher.verify(account.passwordHash, password);
  }

  /** The user in the role they act in; null when there is no such user, they are disabled or have no role. */
  async identityOf(username: string): Promise<Identity | null> {
    const account = await this.users.findAccount(normalUsername(username));
    const principal = account?.disabled ? null : account?.membership?.principal;
    if (!principal?.userId || !principal.organisationId || principal.role === 'SYSTEM') return null;
    return this.users.findIdentity(principal.userId, principal.role, principal.organisationId);
  }

  private async setDisabled(tx: Transaction, user: User, disabled: boolean): Promise<void> {
    const now = this.clock.now();
    const disabledAt = disabled ? (user.disabledAt ?? now) : null;
    await this.users.update(tx, user.id, { disabledAt });
    if (disabled) await this.sessions.endAll(tx, user.id, now);
    await this.audit.record(tx, {
      action: disabled ? 'identity.disableUser' : 'identity.enableUser',
      objectType: 'User',
      objectId: user.id,
      before: { disabledAt: user.disabledAt },
      after: { disabledAt },
    });
  }

  private async lock(tx: Transaction, username: string): Promise<User> {
    const user = await this.users.lock(tx, username);
    if (!user) throw userNotFound();
    return user;
  }
}

/** What the database's key refuses when two choose one name at once. */
export const refuseTakenUsername = refuseDuplicates({ ix_user_username: usernameTaken });
