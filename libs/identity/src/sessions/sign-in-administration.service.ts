import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { AccessProposalKind } from '../domain/access-proposal';
import { normalUsername } from '../domain/credentials.rule';
import { sessionNotFound, userNotFound } from '../identity.errors';
import { AccessProposal } from '../persistence/access-proposal.entity';
import { PasskeyRepository } from '../persistence/passkey.repository';
import { SecondFactorRepository } from '../persistence/second-factor.repository';
import { SessionRepository, SessionRow } from '../persistence/session.repository';
import {
  isAdministratorsAccount,
  SignInAccount,
  SignInAccountRepository,
} from '../persistence/sign-in-account.repository';
import { administratorsSecondFactor, ownSecondFactor, secondFactorTakesOne } from '../sign-in.errors';
import { AccessProposalsService, MadeProposal } from '../two-people/access-proposals.service';
import { PeopleService } from '../two-people/people.service';
import { SessionsService } from './sessions.service';

/** What a security administrator does about other people's sign-in. */
@Injectable()
export class SignInAdministrationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly accounts: SignInAccountRepository,
    private readonly ownSessions: SessionsService,
    private readonly sessions: SessionRepository,
    private readonly factors: SecondFactorRepository,
    private readonly passkeys: PasskeyRepository,
    private readonly people: PeopleService,
    private readonly proposals: AccessProposalsService,
  ) {}

  /** Live ones, last used first, at most 100. USER_NOT_FOUND. */
  async sessionsOf(userId: EntityId): Promise<SessionRow[]> {
    await this.accountOf(userId);
    return this.ownSessions.listOf(userId);
  }

  /** Its token is dead at once. SESSION_NOT_FOUND. */
  async endSession(userId: EntityId, sessionId: EntityId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.sessions.end(tx, userId, sessionId, this.clock.now()))) throw sessionNotFound();
      await this.audit.record(tx, { action: 'identity.endUserSession', objectType: 'Session', objectId: sessionId });
    });
  }

  /** Signs the user out everywhere; the number of sessions ended. USER_NOT_FOUND. */
  async endSessions(userId: EntityId): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      await this.accountOf(userId, tx);
      const ended = await this.sessions.endAll(tx, userId, this.clock.now());
      await this.audit.record(tx, {
        action: 'identity.endUserSessions',
        objectType: 'User',
        objectId: userId,
        details: { ended },
      });
      return ended;
    });
  }

  /**
   * Takes authenticator app, recovery codes and passkeys of somebody who lost them away and ends their sessions; where
   * their role asks for it, they enrol anew when they sign in next. OWN_SECOND_FACTOR for oneself; USER_NOT_FOUND;
   * ADMINISTRATORS_SECOND_FACTOR for an administrator, which takes two.
   */
  async resetSecondFactor(userId: EntityId, principal: Principal): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const account = await this.otherOf(tx, principal, userId);
      if (isAdministratorsAccount(account)) throw administratorsSecondFactor();
      await this.reset(tx, userId);
    });
  }

  /**
   * Proposes the same for an administrator: any administrator may, and one of another kind confirms. OWN_SECOND_FACTOR,
   * USER_NOT_FOUND; SECOND_FACTOR_TAKES_ONE for who is no administrator.
   */
  async proposeReset(principal: Principal, userId: EntityId): Promise<MadeProposal> {
    assertPermission(principal, 'identity.recoverAdministrator');
    return this.unitOfWork.run(async (tx) => {
      const account = await this.otherOf(tx, principal, userId);
      if (!isAdministratorsAccount(account)) throw secondFactorTakesOne();
      return this.proposals.propose(tx, principal, { kind: AccessProposalKind.SECOND_FACTOR_RESET, userId });
    });
  }

  /** In the transaction of who confirmed. */
  async resetConfirmed(tx: Transaction, { userId }: AccessProposal): Promise<void> {
    await this.reset(tx, (await this.accountOf(userId ?? 0, tx)).userId);
  }

  /** For the operator, when no two administrators are left who could. USER_NOT_FOUND. */
  async resetByOperator(username: string): Promise<void> {
    const account = await this.accounts.findByUsername(normalUsername(username));
    if (!account) throw userNotFound();
    await this.unitOfWork.run((tx) => this.reset(tx, account.userId));
  }

  private async reset(tx: Transaction, userId: EntityId): Promise<void> {
    const totp = await this.factors.remove(tx, userId);
    const passkeys = await this.passkeys.removeAll(tx, userId);
    await this.sessions.endAll(tx, userId, this.clock.now());
    await this.audit.record(tx, {
      action: 'identity.resetSecondFactor',
      objectType: 'User',
      objectId: userId,
      details: { totp, passkeys },
    });
  }

  private async otherOf(tx: Transaction, principal: Principal, userId: EntityId): Promise<SignInAccount> {
    if (principal.userId === userId) throw ownSecondFactor();
    const account = await this.accountOf(userId, tx);
    if (principal.userId !== null) await this.people.assertOther(tx, principal.userId, userId, ownSecondFactor);
    return account;
  }

  private async accountOf(userId: EntityId, tx?: Transaction): Promise<SignInAccount> {
    const account = await this.accounts.findById(userId, tx);
    if (!account) throw userNotFound();
    return account;
  }
}
