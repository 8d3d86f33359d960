import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { checkedOptionalText, Clock, EntityId, Page, PageRequest, Principal, Role } from '@sxbq/kernel';
import { Config, CONFIG, Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { holdsPermission } from '../access/permission-registry';
import { assertPlace } from '../accounts/memberships.service';
import { AccessProposalKind } from '../domain/access-proposal';
import { ISSUING_PERMISSION, kindsDealtWith } from '../domain/invitation-authority.rule';
import { INVITATION_LIFE, InvitationKind } from '../domain/invitation-kind';
import { secretHash } from '../domain/opaque-secret';
import { isAdministrator } from '../domain/separated-administrators.rule';
import { roleDoesNotFit, unauthenticated, userNotFound } from '../identity.errors';
import { AccessProposal } from '../persistence/access-proposal.entity';
import { accountScopeOf } from '../persistence/account-scope';
import {
  InvitationFilter,
  InvitationRepository,
  InvitationRow,
  InvitationScope,
  NewInvitation,
} from '../persistence/invitation.repository';
import { MembershipRepository } from '../persistence/membership.repository';
import { OrganisationRepository } from '../persistence/organisation.repository';
import { UserRepository } from '../persistence/user.repository';
import { AccessProposalsService, MadeProposal, ProposedAccess } from '../two-people/access-proposals.service';
import { PeopleService } from '../two-people/people.service';
import { invitationLink, newInvitationToken } from './invitation-link';
import { invitationLifeOutOfRange, invitationNeedsTwo, invitationNotFound, resetNotYours } from './invitations.errors';

/** How a link is to be sent. */
export interface LinkWishes {
  /** By which the inviter knows it again; at most 60 characters. */
  readonly note?: string | null;
  /** Within INVITATION_LIFE of its kind; the usual one when left out. */
  readonly lifeMinutes?: number | null;
}

export interface OfficerInvitation extends LinkWishes {
  readonly organisationId: EntityId;
  readonly role: Role;
}

/** A link that was made just now. */
export interface IssuedInvitation {
  readonly invitation: InvitationRow;
  /** Shown this once: only the hash of its token is kept. */
  readonly link: string;
}

export interface InvitationListRequest extends PageRequest {
  readonly filter?: InvitationFilter | null;
}

const EVERY_INVITATION: InvitationScope = {
  kinds: Object.values(InvitationKind),
  organisations: { kind: 'ALL' },
};

/** Links that let people in, once, for a short time; and links to a new password. */
@Injectable()
export class InvitationsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly invitations: InvitationRepository,
    private readonly organisations: OrganisationRepository,
    private readonly users: UserRepository,
    private readonly memberships: MembershipRepository,
    private readonly people: PeopleService,
    private readonly proposals: AccessProposalsService,
  ) {}

  /** Somebody who will act for the inviter's own organisation, as what the inviter is: never more than that. */
  async inviteColleague(principal: Principal, wishes: LinkWishes): Promise<IssuedInvitation> {
    assertPermission(principal, 'identity.inviteColleague');
    const { organisationId, role } = principal;
    if (organisationId === null || role === 'SYSTEM') throw unauthenticated();
    const kind = InvitationKind.COLLEAGUE;
    const { token, ...link } = this.newLink(principal.userId, kind, wishes.lifeMinutes ?? null);
    const invited = { kind, organisationId, role, userId: null, note: checkedNote(wishes) };
    return this.unitOfWork.run((tx) => {
      return this.insert(tx, { ...invited, ...link, codeHash: null, confirmedBy: null }, token);
    });
  }

  /**
   * Proposes to let in anyone anywhere, administrators included: the link comes when a second administrator confirms, and
   * is not shown to the proposer, who could else let themselves in. ORGANISATION_NOT_FOUND, ORGANISATION_DISABLED,
   * ROLE_DOES_NOT_FIT, INVITATION_LIFE_OUT_OF_RANGE.
   */
  async inviteOfficer(principal: Principal, invited: OfficerInvitation): Promise<MadeProposal> {
    assertPermission(principal, 'identity.inviteOfficer');
    const { organisationId, role } = invited;
    if (role === Role.GRADUATE) throw roleDoesNotFit(role);
    const proposed = wishOf(officerKind(role), invited);
    return this.unitOfWork.run(async (tx) => {
      assertPlace(await this.organisations.find(tx, organisationId), role);
      const wanted = { kind: AccessProposalKind.INVITATION, organisationId, role, ...proposed };
      return this.proposals.propose(tx, principal, wanted);
    });
  }

  /**
   * Proposes a link to a new password. USER_NOT_FOUND, also for a disabled user; RESET_NOT_ALLOWED for oneself and for
   * administrators, whom another administrator must not be able to become (A8).
   */
  async resetPassword(
    principal: Principal,
    { userId, ...wishes }: LinkWishes & { readonly userId: EntityId },
  ): Promise<MadeProposal> {
    assertPermission(principal, 'identity.resetPassword');
    if (userId === principal.userId) throw resetNotYours();
    const proposed = wishOf(InvitationKind.PASSWORD_RESET, wishes);
    return this.unitOfWork.run(async (tx) => {
      await this.assertResettable(tx, userId);
      if (principal.userId !== null) await this.people.assertOther(tx, principal.userId, userId, resetNotYours);
      return this.proposals.propose(tx, principal, { kind: AccessProposalKind.PASSWORD_RESET, userId, ...proposed });
    });
  }

  /**
   * In the transaction of who confirmed, who is shown the link; it opens with the code that the proposer was shown. The
   * user's earlier links to a new password count no more.
   */
  async issueConfirmed(tx: Transaction, proposal: AccessProposal, confirmedBy: EntityId): Promise<IssuedInvitation> {
    const { organisationId, role, userId, note, codeHash, proposedBy, wish } = proposal;
    if (userId !== null) {
      await this.assertResettable(tx, userId);
      await this.invitations.revokeResets(tx, userId, this.clock.now());
    } else if (organisationId !== null && role !== null) {
      assertPlace(await this.organisations.find(tx, organisationId), role);
    }
    const kind = role === null ? InvitationKind.PASSWORD_RESET : officerKind(role);
    const { token, ...link } = this.newLink(proposedBy, kind, wish.lifeMinutes ?? null);
    const invited = { kind, organisationId, role, userId };
    return this.insert(tx, { ...invited, ...link, note, codeHash, confirmedBy }, token);
  }

  /** Newest first. */
  list(principal: Principal, request: InvitationListRequest): Promise<Page<InvitationRow>> {
    assertPermission(principal, 'identity.invitations');
    return this.invitations.list(scopeOf(principal), request.filter ?? {}, this.clock.now(), request);
  }

  /** INVITATION_NOT_FOUND also when it was used or revoked, or is not the principal's to deal with. */
  async revoke(principal: Principal, id: EntityId): Promise<InvitationRow> {
    assertPermission(principal, 'identity.invitations');
    return this.unitOfWork.run(async (tx) => {
      const found = await this.dealtWith(tx, principal, id);
      const revokedAt = this.clock.now();
      if (!(await this.invitations.revoke(tx, id, revokedAt))) throw invitationNotFound();
      await this.record(tx, 'identity.revokeInvitation', id, { revokedAt: null }, { revokedAt });
      return { ...found, revokedAt };
    });
  }

  /**
   * The same invitation with a new link and a new life; the old link is dead. For who may send one of its kind.
   * INVITATION_NEEDS_TWO for what was confirmed by a second administrator: it is proposed anew.
   */
  async resend(principal: Principal, id: EntityId, lifeMinutes: number | null = null): Promise<IssuedInvitation> {
    assertPermission(principal, 'identity.invitations');
    return this.unitOfWork.run(async (tx) => {
      const found = await this.dealtWith(tx, principal, id);
      assertPermission(principal, ISSUING_PERMISSION[found.kind]);
      if (found.kind !== InvitationKind.COLLEAGUE) throw invitationNeedsTwo();
      const { token, ...renewal } = this.newLink(principal.userId, found.kind, lifeMinutes);
      if (!(await this.invitations.renew(tx, id, renewal))) throw invitationNotFound();
      await this.record(
        tx,
        'identity.resendInvitation',
        id,
        { expiresAt: found.expiresAt },
        { expiresAt: renewal.expiresAt },
      );
      const { issuedAt, expiresAt, invitedBy } = renewal;
      return this.issued({ ...found, issuedAt, expiresAt, invitedBy }, token);
    });
  }

  private async insert(tx: Transaction, invitation: NewInvitation, token: string): Promise<IssuedInvitation> {
    const id = await this.invitations.insert(tx, invitation);
    const { kind, organisationId, role, userId, expiresAt } = invitation;
    await this.record(tx, 'identity.invite', id, {}, { kind, organisationId, role, userId, expiresAt });
    const made = await this.invitations.find(EVERY_INVITATION, id, tx);
    if (!made) throw invitationNotFound();
    return this.issued(made, token);
  }

  private newLink(invitedBy: EntityId | null, kind: InvitationKind, lifeMinutes: number | null) {
    if (invitedBy === null) throw unauthenticated();
    const minutes = checkedLife(kind, lifeMinutes);
    const token = newInvitationToken();
    const issuedAt = this.clock.now();
    const expiresAt = new Date(issuedAt.getTime() + minutes * 60_000);
    return { token, tokenHash: secretHash(token), invitedBy, issuedAt, expiresAt };
  }

  private async assertResettable(tx: Transaction, userId: EntityId): Promise<void> {
    const user = await this.users.lockById(tx, userId);
    if (!user || user.disabledAt !== null) throw userNotFound();
    if ((await this.memberships.rolesOf(tx, userId)).some(isAdministrator)) throw resetNotYours();
  }

  private issued(invitation: InvitationRow, token: string): IssuedInvitation {
    return { invitation, link: invitationLink(token, this.config) };
  }

  private async dealtWith(tx: Transaction, principal: Principal, id: EntityId): Promise<InvitationRow> {
    const found = await this.invitations.find(scopeOf(principal), id, tx);
    if (!found) throw invitationNotFound();
    return found;
  }

  private record(tx: Transaction, action: string, objectId: EntityId, before: object, after: object): Promise<void> {
    return this.audit.record(tx, { action, objectType: 'Invitation', objectId, before, after });
  }
}

function officerKind(role: Role): InvitationKind {
  return isAdministrator(role) ? InvitationKind.ADMINISTRATOR : InvitationKind.OFFICER;
}

function checkedNote({ note }: LinkWishes): string | null {
  return checkedOptionalText('备注', note, 60);
}

function checkedLife(kind: InvitationKind, lifeMinutes: number | null): number {
  const life = INVITATION_LIFE[kind];
  const minutes = lifeMinutes ?? life.usual;
  if (minutes < life.min || minutes > life.max) throw invitationLifeOutOfRange(life);
  return minutes;
}

/** What a proposal keeps of how the link is to be sent. */
function wishOf(kind: InvitationKind, wishes: LinkWishes): Pick<ProposedAccess, 'note' | 'wish'> {
  const { lifeMinutes = null } = wishes;
  checkedLife(kind, lifeMinutes);
  return { note: checkedNote(wishes), wish: { lifeMinutes } };
}

function scopeOf(principal: Principal): InvitationScope {
  return {
    kinds: kindsDealtWith((permission) => holdsPermission(principal, permission)),
    organisations: accountScopeOf(principal),
  };
}
