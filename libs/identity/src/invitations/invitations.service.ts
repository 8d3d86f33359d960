import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { checkedOptionalText, Clock, EntityId, Page, PageRequest, Principal, Role } from '@sxbq/kernel';
import { Config, CONFIG, Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { holdsPermission } from '../access/permission-registry';
import { assertPlace } from '../accounts/memberships.service';
import { ISSUING_PERMISSION, kindsDealtWith } from '../domain/invitation-authority.rule';
import { INVITATION_LIFE, InvitationKind } from '../domain/invitation-kind';
import { secretHash } from '../domain/opaque-secret';
import { isAdministrator } from '../domain/separated-administrators.rule';
import { roleDoesNotFit, unauthenticated, userNotFound } from '../identity.errors';
import { accountScopeOf } from '../persistence/account-scope';
import {
  InvitationFilter,
  InvitationRepository,
  InvitationRow,
  InvitationScope,
} from '../persistence/invitation.repository';
import { MembershipRepository } from '../persistence/membership.repository';
import { OrganisationRepository } from '../persistence/organisation.repository';
import { UserRepository } from '../persistence/user.repository';
import { invitationLink, newInvitationToken } from './invitation-link';
import { invitationLifeOutOfRange, invitationNotFound, resetNotYours } from './invitations.errors';

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

interface Invited {
  readonly kind: InvitationKind;
  readonly organisationId: EntityId | null;
  readonly role: Role | null;
  readonly userId: EntityId | null;
}

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
  ) {}

  /** Somebody who will act for the inviter's own organisation, as what the inviter is: never more than that. */
  async inviteColleague(principal: Principal, wishes: LinkWishes): Promise<IssuedInvitation> {
    assertPermission(principal, 'identity.inviteColleague');
    const { organisationId, role } = principal;
    if (organisationId === null || role === 'SYSTEM') throw unauthenticated();
    return this.unitOfWork.run((tx) => {
      return this.issue(tx, principal, { kind: InvitationKind.COLLEAGUE, organisationId, role, userId: null }, wishes);
    });
  }

  /** Anyone anywhere, administrators included. ORGANISATION_NOT_FOUND, ORGANISATION_DISABLED, ROLE_DOES_NOT_FIT. */
  async inviteOfficer(principal: Principal, invited: OfficerInvitation): Promise<IssuedInvitation> {
    assertPermission(principal, 'identity.inviteOfficer');
    const { organisationId, role } = invited;
    if (role === Role.GRADUATE) throw roleDoesNotFit(role);
    const kind = isAdministrator(role) ? InvitationKind.ADMINISTRATOR : InvitationKind.OFFICER;
    return this.unitOfWork.run(async (tx) => {
      assertPlace(await this.organisations.find(tx, organisationId), role);
      return this.issue(tx, principal, { kind, organisationId, role, userId: null }, invited);
    });
  }

  /**
   * A link to a new password; the user's earlier ones count no more. USER_NOT_FOUND, also for a disabled user;
   * RESET_NOT_ALLOWED for oneself and for administrators, whom another administrator must not be able to become (A8).
   */
  async resetPassword(
    principal: Principal,
    { userId, ...wishes }: LinkWishes & { readonly userId: EntityId },
  ): Promise<IssuedInvitation> {
    assertPermission(principal, 'identity.resetPassword');
    if (userId === principal.userId) throw resetNotYours();
    return this.unitOfWork.run(async (tx) => {
      const user = await this.users.lockById(tx, userId);
      if (!user || user.disabledAt !== null) throw userNotFound();
      if ((await this.memberships.rolesOf(tx, userId)).some(isAdministrator)) throw resetNotYours();
      await this.invitations.revokeResets(tx, userId, this.clock.now());
      const invited = { kind: InvitationKind.PASSWORD_RESET, organisationId: null, role: null, userId };
      return this.issue(tx, principal, invited, wishes);
    });
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

  /** The same invitation with a new link and a new life; the old link is dead. For who may send one of its kind. */
  async resend(principal: Principal, id: EntityId, lifeMinutes: number | null = null): Promise<IssuedInvitation> {
    assertPermission(principal, 'identity.invitations');
    return this.unitOfWork.run(async (tx) => {
      const found = await this.dealtWith(tx, principal, id);
      assertPermission(principal, ISSUING_PERMISSION[found.kind]);
      const { token, ...renewal } = this.newLink(principal, found.kind, lifeMinutes);
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

  private async issue(
    tx: Transaction,
    principal: Principal,
    invited: Invited,
    wishes: LinkWishes,
  ): Promise<IssuedInvitation> {
    const { token, ...link } = this.newLink(principal, invited.kind, wishes.lifeMinutes ?? null);
    const note = checkedOptionalText('备注', wishes.note, 60);
    const id = await this.invitations.insert(tx, { ...invited, ...link, note });
    await this.record(tx, 'identity.invite', id, {}, { ...invited, expiresAt: link.expiresAt });
    return this.issued(await this.dealtWith(tx, principal, id), token);
  }

  private newLink(principal: Principal, kind: InvitationKind, lifeMinutes: number | null) {
    if (principal.userId === null) throw unauthenticated();
    const life = INVITATION_LIFE[kind];
    const minutes = lifeMinutes ?? life.usual;
    if (minutes < life.min || minutes > life.max) throw invitationLifeOutOfRange(life);
    const token = newInvitationToken();
    const issuedAt = this.clock.now();
    const expiresAt = new Date(issuedAt.getTime() + minutes * 60_000);
    return { token, tokenHash: secretHash(token), invitedBy: principal.userId, issuedAt, expiresAt };
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

function scopeOf(principal: Principal): InvitationScope {
  return {
    kinds: kindsDealtWith((permission) => holdsPermission(principal, permission)),
    organisations: accountScopeOf(principal),
  };
}
