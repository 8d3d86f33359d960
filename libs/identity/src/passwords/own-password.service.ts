import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { Clock } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { SessionStage } from '../domain/session-stage';
import { unauthenticated } from '../identity.errors';
import { PasswordRepository } from '../persistence/password.repository';
import { SessionRepository } from '../persistence/session.repository';
import { SignInAccount, SignInAccountRepository } from '../persistence/sign-in-account.repository';
import { UserRepository } from '../persistence/user.repository';
import { Caller } from '../sessions/caller';
import { HeldSessions } from '../sessions/held-sessions';
import { PasswordHasher } from '../sessions/password-hasher';
import { ProofThrottle } from '../sessions/proof-throttle';
import { IssuedSession, SessionIssuer } from '../sessions/session-issuer';
import { currentPasswordWrong, passwordRemembered, passwordUnchanged } from '../sign-in.errors';
import { PasswordPolicy } from './password-policy';

export interface PasswordChange {
  readonly currentPassword: string;
  readonly newPassword: string;
}

/** A user chooses a new password: of their own accord, or because the present one expired. */
@Injectable()
export class OwnPasswordService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly throttle: ProofThrottle,
    private readonly hasher: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly held: HeldSessions,
    private readonly issuer: SessionIssuer,
    private readonly accounts: SignInAccountRepository,
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly passwords: PasswordRepository,
  ) {}

  /**
   * Ends the user's other sessions and gives this one a new token. CURRENT_PASSWORD_WRONG, PASSWORD_REUSED and those of
   * the policy; TOO_MANY_SIGN_INS after guesses at the present one; UNAUTHENTICATED without a session that may change it.
   */
  async change({ currentPassword, newPassword }: PasswordChange, caller: Caller): Promise<IssuedSession> {
    const held = await this.held.require(caller.headers, SessionStage.ACTIVE, SessionStage.PASSWORD_EXPIRED);
    const giveBack = await this.throttle.take(held.userId);
    const account = await this.accounts.findById(held.userId);
    if (!account) throw unauthenticated();
    if (!(await this.hasher.verify(account.passwordHash, currentPassword))) return this.refuse(account);
    await giveBack();
    await this.assertNew(newPassword, account);
    const passwordHash = await this.hasher.hash(newPassword);
    return this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      await this.users.update(tx, account.userId, { passwordHash, passwordChangedAt: now });
      await this.passwords.remember(tx, account.userId, account.passwordHash, now);
      await this.passwords.forgetOlder(tx, account.userId, this.policy.rules.remembered);
      await this.sessions.endOthers(tx, account.userId, held.id, now);
      const renewed = await this.issuer.renew(
        tx,
        held,
        { ...account, passwordHash, passwordChangedAt: now },
        {},
        caller,
      );
      await this.audit.record(tx, {
        action: 'identity.changePassword',
        objectType: 'User',
        objectId: account.userId,
        actor: renewed.principal,
      });
      return renewed;
    });
  }

  /** PASSWORD_* unless the policy lets the user choose it now: also not the present one, nor one of the last. */
  async assertNew(password: string, account: SignInAccount): Promise<void> {
    const { username, displayName, memberships } = account;
    const organisationName = memberships.map((membership) => membership.organisationName).join(' ');
    await this.policy.assertAcceptable(password, { username, displayName, organisationName });
    if (await this.hasher.verify(account.passwordHash, password)) throw passwordUnchanged();
    const { remembered } = this.policy.rules;
    for (const replaced of await this.passwords.lastReplaced(account.userId, remembered)) {
      if (await this.hasher.verify(replaced, password)) throw passwordRemembered(this.policy.rules);
    }
  }

  private async refuse({ userId }: SignInAccount): Promise<never> {
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        action: 'identity.changePassword',
        objectType: 'User',
        objectId: userId,
        result: AuditResult.REFUSED,
      }),
    );
    throw currentPasswordWrong();
  }
}
