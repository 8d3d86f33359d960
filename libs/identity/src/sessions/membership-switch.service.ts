import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { EntityId } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { SessionStage } from '../domain/session-stage';
import { unauthenticated } from '../identity.errors';
import { ActingMembership, SignInAccountRepository } from '../persistence/sign-in-account.repository';
import { ownMembershipNotFound } from '../sign-in.errors';
import { Caller } from './caller';
import { HeldSessions } from './held-sessions';
import { IssuedSession, SessionIssuer } from './session-issuer';

/** Which of several memberships a session acts in. */
@Injectable()
export class MembershipSwitchService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly held: HeldSessions,
    private readonly accounts: SignInAccountRepository,
    private readonly issuer: SessionIssuer,
  ) {}

  /** Those the user may act in today, oldest first. */
  async listOf(userId: EntityId): Promise<readonly ActingMembership[]> {
    return (await this.accounts.findById(userId))?.memberships ?? [];
  }

  /**
   * Acts in another of one's own memberships from now on; the session gets a new token, and has to prove a second factor
   * first where that role asks for one. MEMBERSHIP_NOT_FOUND.
   */
  async switchTo(membershipId: EntityId, caller: Caller): Promise<IssuedSession> {
    const held = await this.held.require(caller.headers, SessionStage.ACTIVE);
    return this.unitOfWork.run(async (tx) => {
      const account = await this.accounts.findById(held.userId, tx);
      if (!account) throw unauthenticated();
      const membership = account.memberships.find(({ id }) => id === membershipId);
      if (!membership) throw ownMembershipNotFound();
      const issued = await this.issuer.renew(tx, held, account, { membership }, caller);
      await this.audit.record(tx, {
        action: 'identity.switchMembership',
        objectType: 'Membership',
        objectId: membershipId,
        before: { membershipId: held.membershipId },
        after: { membershipId },
      });
      return issued;
    });
  }
}
