import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Role } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { MembershipsService, refuseTwice } from '../accounts/memberships.service';
import { ChosenAccount, refuseTakenUsername, UsersService } from '../accounts/users.service';
import { secretHash } from '../domain/opaque-secret';
import { normalPairingCode } from '../domain/pairing-code';
import { OwnPasswordService } from '../passwords/own-password.service';
import { InvitationRepository, UsableInvitation } from '../persistence/invitation.repository';
import { SignInAccountRepository } from '../persistence/sign-in-account.repository';
import { UserRepository } from '../persistence/user.repository';
import { PasswordHasher } from '../sessions/password-hasher';
import { isInvitationToken } from './invitation-link';
import { invitationCodeWrong, invitationInvalid } from './invitations.errors';

/** What somebody comes with. */
export interface HeldLink {
  readonly token: string;
  /** Of a link that two administrators hold a half of each. */
  readonly code?: string | null;
}

/** What the page behind a link shows. */
export type OpenLink = UsableInvitation & { readonly codeRequired: boolean };

/** A link that lets somebody in. */
type Joining = UsableInvitation & { readonly organisationId: EntityId; readonly role: Role };

/**
 * What the holder of a link may do with it: nobody is signed in here. A link that never was, was used, revoked or has
 * run out is answered alike (INVITATION_INVALID), and so is one for something else.
 */
@Injectable()
export class InvitationAcceptanceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly invitations: InvitationRepository,
    private readonly users: UsersService,
    private readonly userRows: UserRepository,
    private readonly accounts: SignInAccountRepository,
    private readonly passwords: OwnPasswordService,
    private readonly hasher: PasswordHasher,
    private readonly memberships: MembershipsService,
  ) {}

  /** What the link is for. */
  async look(token: string): Promise<OpenLink> {
    const found = await this.find(token);
    return { ...found, codeRequired: found.codeHash !== null };
  }

  /**
   * Makes the user; the new username. INVITATION_CODE_WRONG, USERNAME_MALFORMED, USERNAME_TAKEN and PASSWORD_* leave the
   * link as it is.
   */
  async accept({ token, code }: HeldLink, chosen: ChosenAccount): Promise<string> {
    const invitation = await this.open(token, code);
    if (!isJoining(invitation)) throw invitationInvalid();
    const { organisationId, role, organisationName } = invitation;
    const account = await this.users.prepare(chosen, organisationName ?? undefined);
    await this.unitOfWork
      .run(async (tx) => {
        await this.claim(tx, invitation, token);
        const userId = await this.users.insert(tx, account);
        await this.memberships.give(tx, { userId, organisationId, role });
        await this.recordUse(tx, invitation, userId);
      })
      .catch(refuseTakenUsername)
      .catch(refuseTwice(role));
    return account.username;
  }

  /**
   * Sets the password and ends all of the user's sessions; the username. INVITATION_CODE_WRONG and PASSWORD_*, also for a
   * password of before, leave the link as it is.
   */
  async choosePassword({ token, code }: HeldLink, password: string): Promise<string> {
    const invitation = await this.open(token, code);
    const account = invitation.userId === null ? null : await this.accounts.findById(invitation.userId);
    if (!account) throw invitationInvalid();
    await this.passwords.assertNew(password, account);
    const passwordHash = await this.hasher.hash(password);
    await this.unitOfWork.run(async (tx) => {
      await this.claim(tx, invitation, token);
      const user = await this.userRows.lockById(tx, account.userId);
      if (!user) throw invitationInvalid();
      await this.users.replacePassword(tx, user, passwordHash, 'identity.resetPassword');
      await this.recordUse(tx, invitation, user.id);
    });
    return account.username;
  }

  private async find(token: string): Promise<UsableInvitation> {
    if (!isInvitationToken(token)) throw invitationInvalid();
    const found = await this.invitations.findUsable(secretHash(token), this.clock.now());
    if (!found) throw invitationInvalid();
    return found;
  }

  private async open(token: string, typed: string | null | undefined): Promise<UsableInvitation> {
    const invitation = await this.find(token);
    if (invitation.codeHash === null) return invitation;
    const code = normalPairingCode(typed);
    if (code === null || secretHash(code) !== invitation.codeHash) throw invitationCodeWrong();
    return invitation;
  }

  private async claim(tx: Transaction, { id }: Pick<UsableInvitation, 'id'>, token: string): Promise<void> {
    if (!(await this.invitations.claim(tx, id, secretHash(token), this.clock.now()))) throw invitationInvalid();
  }

  private async recordUse(tx: Transaction, { id }: Pick<UsableInvitation, 'id'>, usedBy: EntityId): Promise<void> {
    await this.invitations.setUsedBy(tx, id, usedBy);
    await this.audit.record(tx, {
      action: 'identity.useInvitation',
      objectType: 'Invitation',
      objectId: id,
      before: { usedBy: null },
      after: { usedBy },
    });
  }
}

function isJoining(invitation: UsableInvitation): invitation is Joining {
  return invitation.organisationId !== null && invitation.role !== null;
}
