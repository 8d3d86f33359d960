import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal, Role } from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { AccessProposalKind } from '../domain/access-proposal';
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
import { AccessProposal } from '../persistence/access-proposal.entity';
import { accountScopeOf } from '../persistence/account-scope';
import { Membership } from '../persistence/membership.entity';
import { MembershipRepository, MembershipRow } from '../persistence/membership.repository';
import { Organisation } from '../persistence/organisation.entity';
import { OrganisationRepository } from '../persistence/organisation.repository';
import { SessionRepository } from '../persistence/session.repository';
import { UserRepository } from '../persistence/user.repository';
import { AccessProposalsService, MadeProposal } from '../two-people/access-proposals.service';
import { PeopleService } from '../two-people/people.service';
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
    private readonly people: PeopleService,
    private readonly proposals: AccessProposalsService,
  ) {}

  /** What the principal may see of the users' memberships, by user. */
  ofUsers(principal: Principal, userIds: readonly EntityId[]): Promise<Map<EntityId, MembershipRow[]>> {
    assertPermission(principal, 'identity.readUsers');
    return this.memberships.ofUsers(accountScopeOf(principal), userIds);
  }

  /**
   * Proposes it; it is given when a second administrator confirms. ROLE_DOES_NOT_FIT, ADMINISTRATORS_EXCLUDE (assurance
   * A8), MEMBERSHIP_EXISTS, ORGANISATION_NOT_FOUND, ORGANISATION_DISABLED, USER_NOT_FOUND, OWN_RIGHTS.
   */
  async add(principal: Principal, wanted: NewMembership): Promise<MadeProposal> {
    assertPermission(principal, 'identity.manageMemberships');
    return this.unitOfWork.run(async (tx) => {
      await this.lockOther(tx, principal, wanted.userId);
      await this.assertGivable(tx, wanted);
      const { regionPrefix = null, ...place } = wanted;
      const wish = { regionPrefix };
      return this.proposals.propose(tx, principal, { kind: AccessProposalKind.MEMBERSHIP, ...place, wish });
    });
  }

  /** In the transaction of who confirmed; the membership's id. Errors as of `add`. */
  async giveConfirmed(tx: Transaction, { userId, organisationId, role, wish }: AccessProposal): Promise<EntityId> {
    if (userId === null || organisationId === null || role === null) throw membershipNotFound();
    if (!(await this.users.lockById(tx, userId))) throw userNotFound();
    const { regionPrefix = null } = wish;
    return this.give(tx, { userId, organisationId, role, regionPrefix }).catch(refuseTwice(role));
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

  /** Proposes another role in the same organisation. Errors as of `add` and `remove`. */
  async changeRole(principal: Principal, id: EntityId, role: Role): Promise<MadeProposal> {
    assertPermission(principal, 'identity.manageMemberships');
    return this.unitOfWork.run(async (tx) => {
      const before = await this.lockOne(tx, principal, id);
      if (before.role === role) throw membershipExists();
      const { userId, organisationId } = before;
      await this.assertGivable(tx, { userId, organisationId, role }, before.role);
      return this.proposals.propose(tx, principal, {
        kind: AccessProposalKind.ROLE_CHANGE,
        userId,
        organisationId,
        role,
        wish: { membershipId: id },
      });
    });
  }

  /**
   * In the transaction of who confirmed: the old membership ends, and the new one's id is given, so that work asked for
   * in the old role does not run in the new one. A part of the region stays the part.
   */
  async changeConfirmed(tx: Transaction, { userId, role, wish }: AccessProposal): Promise<EntityId> {
    const before = await this.memberships.find(tx, wish.membershipId ?? 0);
    if (!before || before.userId !== userId || role === null) throw membershipNotFound();
    if (!(await this.users.lockById(tx, before.userId))) throw userNotFound();
    await this.end(tx, before);
    const after = { ...imageOf(before), role };
    const given = await this.checkedGive(tx, after).catch(refuseTwice(role));
    await this.audit.record(tx, {
      action: 'identity.changeRole',
      objectType: 'Membership',
      objectId: given,
      before: { ...imageOf(before), membershipId: before.id },
      after: { ...after, membershipId: given },
    });
    return given;
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
    await this.assertGivable(tx, wanted);
    const id = await this.memberships.give(tx, wanted);
    if (id === null) throw membershipExists();
    return id;
  }

  /** @param instead the role that ends when this one is given */
  private async assertGivable(tx: Transaction, { userId, organisationId, role }: NewMembership, instead?: Role) {
    assertPlace(await this.organisations.find(tx, organisationId), role);
    const others = await this.memberships.rolesOf(tx, userId, instead);
    const held = excludingRole(others, role);
    if (held) throw administratorsExclude(held, role);
    if (await this.memberships.isHeld(tx, { userId, organisationId, role })) throw membershipExists();
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
    if (principal.userId !== null) await this.people.assertOther(tx, principal.userId, userId, ownRights);
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
