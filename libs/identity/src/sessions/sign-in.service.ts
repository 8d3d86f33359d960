import { Inject, Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { Clock, Principal } from '@sxbq/kernel';
import { Config, CONFIG, currentContext, UnitOfWork } from '@sxbq/platform';
import { isUsername, normalUsername } from '../domain/credentials.rule';
import { signInRefused } from '../identity.errors';
import { SessionRepository } from '../persistence/session.repository';
import { Account, UserRepository } from '../persistence/user.repository';
import { PasswordHasher } from './password-hasher';
import { SessionLimits, sessionLimits } from './session-limits';
import { newSessionToken, sessionTokenHash } from './session-token';
import { SignInThrottle } from './sign-in-throttle';

export interface SignInRequest {
  readonly username: string;
  readonly password: string;
  /** As the client calls itself; kept for the owner's list of sessions. */
  readonly userAgent: string | null;
}

export interface SignedIn {
  /** Shown once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly principal: Principal;
}

type Enrolled = Account & { readonly membership: NonNullable<Account['membership']> };

/** Passwords in, sessions out. */
@Injectable()
export class SignInService {
  private readonly limits: SessionLimits;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly throttle: SignInThrottle,
    private readonly hasher: PasswordHasher,
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
  ) {
    this.limits = sessionLimits(config);
  }

  /**
   * Starts a new session and ends the one the request came with. SIGN_IN_REFUSED alike, after the same work, for an
   * unknown user, a wrong password, a disabled user and one without a role (assurance S2); TOO_MANY_SIGN_INS;
   * SIGN_IN_UNAVAILABLE while tries cannot be counted.
   */
  async signIn(request: SignInRequest): Promise<SignedIn> {
    const username = normalUsername(request.username);
    const attempt = { username, address: currentContext()?.address ?? null };
    await this.throttle.take(attempt);
    const account = await this.accountOf(username);
    const fits = await this.hasher.verify(account?.passwordHash ?? null, request.password);
    if (!fits || !account || account.disabled || !account.membership) return this.refuse(account);
    const signedIn = await this.start(account as Enrolled, request);
    await this.throttle.giveBack(attempt);
    return signedIn;
  }

  /** The database compares names without accents and case: only what is a username to the letter is looked up. */
  private async accountOf(username: string): Promise<Account | null> {
    return isUsername(username) ? this.users.findAccount(username) : null;
  }

  private async refuse(account: Account | null): Promise<never> {
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        action: 'identity.signIn',
        objectType: 'User',
        objectId: account?.userId ?? null,
        result: AuditResult.REFUSED,
      }),
    );
    throw signInRefused();
  }

  private async start(account: Enrolled, request: SignInRequest): Promise<SignedIn> {
    const token = newSessionToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.limits.absoluteMs);
    const renewedHash = this.hasher.isOutdated(account.passwordHash) ? await this.hasher.hash(request.password) : null;
    const principal = await this.unitOfWork.run(async (tx) => {
      const sessionId = await this.sessions.insert(tx, {
        tokenHash: sessionTokenHash(token),
        userId: account.userId,
        membershipId: account.membership.id,
        startedAt: now,
        lastSeenAt: now,
        expiresAt,
        address: currentContext()?.address ?? null,
        userAgent: request.userAgent?.slice(0, 200) ?? null,
      });
      if (renewedHash) await this.users.update(tx, account.userId, { passwordHash: renewedHash });
      const previous = currentContext()?.principal;
      if (previous?.userId && previous.sessionId) await this.sessions.end(tx, previous.userId, previous.sessionId, now);
      const actor = { ...account.membership.principal, sessionId };
      await this.audit.record(tx, { action: 'identity.signIn', objectType: 'User', objectId: account.userId, actor });
      return actor;
    });
    return { token, expiresAt, principal };
  }
}
