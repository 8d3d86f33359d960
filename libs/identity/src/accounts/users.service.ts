import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Role } from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { isUsername, normalUsername } from '../domain/credentials.rule';
import { roleFitsOrganisation } from '../domain/role-fits-organisation.rule';
import { excludingRole, isAdministrator } from '../domain/separated-administrators.rule';
import {
  administratorAlready,
  administratorsExclude,
  membershipExists,
  organisationNotFound,
  roleDoesNotFit,
  userNotFound,
  usernameMalformed,
  usernameTaken,
} from '../identity.errors';
import { OrganisationRepository } from '../persistence/organisation.repository';
import { SessionRepository } from '../persistence/session.repository';
import { User } from '../persistence/user.entity';
import { Identity, UserRepository } from '../persistence/user.repository';
import { PasswordPolicy } from '../passwords/password-policy';
import { PasswordHasher } from '../sessions/password-hasher';

export interface NewUser {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly organisationCode: string;
  readonly role: Role;
}

/** Users and their roles. Every change ends in the audit; a changed password or a disabled user ends all sessions. */
@Injectable()
export class UsersService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly hasher: PasswordHasher,
    private readonly passwords: PasswordPolicy,
    private readonly users: UserRepository,
    private readonly organisations: OrganisationRepository,
    private readonly sessions: SessionRepository,
  ) {}

  /** The new user's id. USERNAME_MALFORMED, USERNAME_TAKEN, PASSWORD_*, ORGANISATION_NOT_FOUND, ROLE_DOES_NOT_FIT. */
  async create(user: NewUser): Promise<EntityId> {
    const username = normalUsername(user.username);
    if (!isUsername(username)) throw usernameMalformed();
    const passwordHash = await this.hashOf(user.password, username);
    return this.unitOfWork
      .run(async (tx) => {
        const userId = await this.users.insert(tx, {
          username,
          displayName: user.displayName,
          passwordHash,
          passwordChangedAt: this.clock.now(),
        });
        await this.audit.record(tx, {
          action: 'identity.createUser',
          objectType: 'User',
          objectId: userId,
          after: { username, displayName: user.displayName },
        });
        await this.enrol(tx, userId, user.organisationCode, user.role);
        return userId;
      })
      .catch(refuseDuplicates({ ix_user_username: usernameTaken }));
  }

  /** ADMINISTRATORS_EXCLUDE when the person's other roles forbid it (assurance A8). */
  async addMembership(username: string, organisationCode: string, role: Role): Promise<void> {
    await this.unitOfWork
      .run(async (tx) => {
        const user = await this.lock(tx, username);
        await this.enrol(tx, user.id, organisationCode, role);
      })
      .catch(
        refuseDuplicates({
          ix_membership_administrator_user_id: () => administratorAlready(role),
          ix_membership_user_id_organisation_id_role: membershipExists,
        }),
      );
  }

  async setPassword(username: string, password: string): Promise<void> {
    const passwordHash = await this.hashOf(password, normalUsername(username));
    await this.unitOfWork.run(async (tx) => {
      const user = await this.lock(tx, username);
      const now = this.clock.now();
      await this.users.update(tx, user.id, { passwordHash, passwordChangedAt: now });
      await this.sessions.endAll(tx, user.id, now);
      await this.audit.record(tx, { action: 'identity.setPassword', objectType: 'User', objectId: user.id });
    });
  }

  /** From now on the user cannot sign in and every session is dead. */
  async disable(username: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const user = await this.lock(tx, username);
      const disabledAt = user.disabledAt ?? this.clock.now();
      await this.users.update(tx, user.id, { disabledAt });
      await this.sessions.endAll(tx, user.id, disabledAt);
      await this.audit.record(tx, {
        action: 'identity.disableUser',
        objectType: 'User',
        objectId: user.id,
        before: { disabledAt: user.disabledAt },
        after: { disabledAt },
      });
    });
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

  private async enrol(tx: Transaction, userId: EntityId, organisationCode: string, role: Role): Promise<void> {
    const organisation = await this.organisations.findByCode(organisationCode, tx);
    if (!organisation) throw organisationNotFound();
    if (!roleFitsOrganisation(role, organisation.kind)) throw roleDoesNotFit(role);
    const held = excludingRole(await this.users.rolesOf(tx, userId), role);
    if (held) throw administratorsExclude(held, role);
    const membershipId = await this.users.insertMembership(tx, {
      userId,
      organisationId: organisation.id,
      role,
      administratorUserId: isAdministrator(role) ? userId : null,
    });
    await this.audit.record(tx, {
      action: 'identity.addMembership',
      objectType: 'Membership',
      objectId: membershipId,
      after: { userId, organisationId: organisation.id, role },
    });
  }

  private async lock(tx: Transaction, username: string): Promise<User> {
    const user = await this.users.lock(tx, normalUsername(username));
    if (!user) throw userNotFound();
    return user;
  }

  private async hashOf(password: string, username: string): Promise<string> {
    await this.passwords.assertAcceptable(password, { username });
    return this.hasher.hash(password);
  }
}
