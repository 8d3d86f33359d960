import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { sessionNotFound, userNotFound } from '../identity.errors';
import { PasskeyRepository } from '../persistence/passkey.repository';
import { SecondFactorRepository } from '../persistence/second-factor.repository';
import { SessionRepository, SessionRow } from '../persistence/session.repository';
import { SignInAccount, SignInAccountRepository } from '../persistence/sign-in-account.repository';
import { ownSecondFactor } from '../sign-in.errors';
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
   * their role asks for it, they enrol anew when they sign in next. OWN_SECOND_FACTOR for oneself; USER_NOT_FOUND.
   */
  async resetSecondFactor(userId: EntityId, principal: Principal): Promise<void> {
    if (principal.userId === userId) throw ownSecondFactor();
    await this.unitOfWork.run(async (tx) => {
      await this.accountOf(userId, tx);
      const totp = await this.factors.remove(tx, userId);
      const passkeys = await this.passkeys.removeAll(tx, userId);
      await this.sessions.endAll(tx, userId, this.clock.now());
      await this.audit.record(tx, {
        action: 'identity.resetSecondFactor',
        objectType: 'User',
        objectId: userId,
        details: { totp, passkeys },
      });
    });
  }

  private async accountOf(userId: EntityId, tx?: Transaction): Promise<SignInAccount> {
    const account = await this.accounts.findById(userId, tx);
    if (!account) throw userNotFound();
    return account;
  }
}
