import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal, Role } from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { roleFitsOrganisation } from '../domain/role-fits-organisation.rule';
import { excludingRole } from '../domain/separated-administrators.rule';
import {
  administratorAlready,
  administratorsExclude,
  membershipExists,
  organisationNotFound,
  roleDoesNotFit,
  userNotFound,
} from '../identity.errors';
import { accountScopeOf } from '../persistence/account-scope';
import { Membership } from '../persistence/membership.entity';
import { MembershipRepository, MembershipRow } from '../persistence/membership.repository';
import { Organisation } from '../persistence/organisation.entity';
import { OrganisationRepository } from '../persistence/organisation.repository';
import { SessionRepository } from '../persistence/session.repository';
import { UserRepository } from '../persistence/user.repository';
import { membershipNotFound, organisationDisabled, ownRights } from './accounts.errors';

/** Somebody who is to act for an organisation. */
export interface NewMembership {
  readonly userId: EntityId;
  readonly organisationId: EntityId;
  readonly role: Role;
  /** The part of a bureau's region they are given; null or left out: all of it. */
  readonly regionPrefix?: string | null;
}

/**
 * Who acts for which organisation, and as what. A role taken away counts at the next request and ends the sessions that
 * act in it. Nobody changes their own.
 */
@Injectable()
export class MembershipsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly users: UserRepository,
    private readonly organisations: OrganisationRepository,
    private readonly memberships: MembershipRepository,
    private readonly sessions: SessionRepository,
  ) {}

  /** What the principal may see of the users' memberships, by user. */
  ofUsers(principal: Principal, userIds: readonly EntityId[]): Promise<Map<EntityId, MembershipRow[]>> {
    assertPermission(principal, 'identity.readUsers');
    return this.memberships.ofUsers(accountScopeOf(principal), userIds);
  }

  /**
   * The membership's id. ROLE_DOES_NOT_FIT, ADMINISTRATORS_EXCLUDE (assurance A8), MEMBERSHIP_EXISTS,
   * ORGANISATION_NOT_FOUND, ORGANISATION_DISABLED, USER_NOT_FOUND, OWN_RIGHTS.
   */
  async add(principal: Principal, wanted: NewMembership): Promise<EntityId> {
    assertPermission(principal, 'identity.manageMemberships');
    return this.unitOfWork
      .run(async (tx) => {
        await this.lockOther(tx, principal, wanted.userId);
        return this.give(tx, wanted);
      })
      .catch(refuseTwice(wanted.role));
  }

  /** MEMBERSHIP_NOT_FOUND, OWN_RIGHTS. */
  async remove(principal: Principal, id: EntityId): Promise<void> {
    assertPermission(principal, 'identity.manageMemberships');
    await this.unitOfWork.run(async (tx) => {
      const before = await this.lockOne(tx, principal, id);
      await this.end(tx, before);
      await this.audit.record(tx, {
        action: 'identity.removeMembership',
        objectType: 'Membership',
        objectId: id,
        before: imageOf(before),
      });
    });
  }

  /**
   * Another role in the same organisation: the old membership ends, and the new one's id is given, so that work asked
   * for in the old role does not run in the new one. A part of the region stays the part. Errors as of `add` and `remove`.
   */
  async changeRole(principal: Principal, id: EntityId, role: Role): Promise<EntityId> {
    assertPermission(principal, 'identity.manageMemberships');
    return this.unitOfWork
      .run(async (tx) => {
        const before = await this.lockOne(tx, principal, id);
        if (before.role === role) throw membershipExists();
        await this.end(tx, before);
        const after = { ...imageOf(before), role };
        const given = await this.checkedGive(tx, after);
        await this.audit.record(tx, {
          action: 'identity.changeRole',
          objectType: 'Membership',
          objectId: given,
          before: { ...imageOf(before), membershipId: id },
          after: { ...after, membershipId: given },
        });
        return given;
      })
      .catch(refuseTwice(role));
  }

  /** In the transaction of whoever makes the user; the user's row is locked or new. */
  async give(tx: Transaction, wanted: NewMembership): Promise<EntityId> {
    const id = await this.checkedGive(tx, wanted);
    await this.audit.record(tx, {
      action: 'identity.addMembership',
      objectType: 'Membership',
      objectId: id,
      after: wanted,
    });
    return id;
  }

  private async checkedGive(tx: Transaction, wanted: NewMembership): Promise<EntityId> {
    assertPlace(await this.organisations.find(tx, wanted.organisationId), wanted.role);
    const held = excludingRole(await this.memberships.rolesOf(tx, wanted.userId), wanted.role);
    if (held) throw administratorsExclude(held, wanted.role);
    const id = await this.memberships.give(tx, wanted);
    if (id === null) throw membershipExists();
    return id;
  }

  private async end(tx: Transaction, { id }: Membership): Promise<void> {
    const now = this.clock.now();
    if (!(await this.memberships.end(tx, id, now))) throw membershipNotFound();
    await this.sessions.endOfMembership(tx, id, now);
  }

  /** The membership, its user's row locked, so that changes of one person's roles follow each other. */
  private async lockOne(tx: Transaction, principal: Principal, id: EntityId): Promise<Membership> {
    const found = await this.memberships.find(tx, id);
    if (!found) throw membershipNotFound();
    await this.lockOther(tx, principal, found.userId);
    return found;
  }

  private async lockOther(tx: Transaction, principal: Principal, userId: EntityId): Promise<void> {
    if (principal.userId === userId) throw ownRights();
    if (!(await this.users.lockById(tx, userId))) throw userNotFound();
  }
}

/** ORGANISATION_NOT_FOUND, ORGANISATION_DISABLED or ROLE_DOES_NOT_FIT unless somebody may have the role there. */
export function assertPlace(organisation: Organisation | null, role: Role): asserts organisation is Organisation {
  if (!organisation) throw organisationNotFound();
  if (organisation.disabledAt !== null) throw organisationDisabled(organisation.name);
  if (!roleFitsOrganisation(role, organisation.kind)) throw roleDoesNotFit(role);
}

/** What the database's keys refuse when two give at once. */
export const refuseTwice = (role: Role) =>
  refuseDuplicates({
    ix_membership_administrator_user_id: () => administratorAlready(role),
    ix_membership_user_id_organisation_id_role: membershipExists,
  });

function imageOf({ userId, organisationId, role, regionPrefix = null }: Membership): NewMembership {
  return { userId, organisationId, role, regionPrefix };
}
