import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { UnitOfWork } from '@sxbq/platform';
import { isUsername, normalUsername } from '../domain/credentials.rule';
import { SignInMethod } from '../domain/session-stage';
import { signInRefused } from '../identity.errors';
import {
  EnrolledAccount,
  mayAct,
  SignInAccount,
  SignInAccountRepository,
} from '../persistence/sign-in-account.repository';
import { UserRepository } from '../persistence/user.repository';
import { Caller, PLAIN_CALLER } from './caller';
import { PasswordHasher } from './password-hasher';
import { IssuedSession, SessionIssuer } from './session-issuer';
import { currentNetwork } from './sign-in-origins';
import { SignInThrottle } from './sign-in-throttle';

export interface SignInRequest {
  readonly username: string;
  readonly password: string;
}

/** Passwords in, sessions out: at their first stage, where something more has to be proven. */
@Injectable()
export class SignInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly throttle: SignInThrottle,
    private readonly hasher: PasswordHasher,
    private readonly accounts: SignInAccountRepository,
    private readonly users: UserRepository,
    private readonly issuer: SessionIssuer,
  ) {}

  /**
   * Starts a new session and ends the one the request came with. SIGN_IN_REFUSED alike, after the same work, for an
   * unknown user, a wrong password, a disabled user and one without a role (assurance S2); TOO_MANY_SIGN_INS;
   * SIGN_IN_UNAVAILABLE while tries cannot be counted.
   */
  async signIn(request: SignInRequest, caller: Caller = PLAIN_CALLER): Promise<IssuedSession> {
    const username = normalUsername(request.username);
    const attempt = { username, network: currentNetwork(), deviceToken: caller.deviceToken };
    const giveBack = await this.throttle.take(attempt);
    const account = await this.accountOf(username);
    const fits = await this.hasher.verify(account?.passwordHash ?? null, request.password);
    if (!fits || !account || !mayAct(account)) return this.refuse(account);
    const issued = await this.start(account, request, caller);
    await giveBack();
    return issued;
  }

  /** The database compares names without accents and case: only what is a username to the letter is looked up. */
  private async accountOf(username: string): Promise<SignInAccount | null> {
    return isUsername(username) ? this.accounts.findByUsername(username) : null;
  }

  private async refuse(account: SignInAccount | null): Promise<never> {
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

  private async start(account: EnrolledAccount, request: SignInRequest, caller: Caller): Promise<IssuedSession> {
    const renewedHash = this.hasher.isOutdated(account.passwordHash) ? await this.hasher.hash(request.password) : null;
    const beginning = { method: SignInMethod.PASSWORD, secondFactorProven: false };
    return this.unitOfWork.run(async (tx) => {
      if (renewedHash) await this.users.update(tx, account.userId, { passwordHash: renewedHash });
      const issued = await this.issuer.begin(tx, account, account.memberships[0], beginning, caller);
      const { principal: actor, stage } = issued;
      const details = { method: SignInMethod.PASSWORD, stage };
      await this.audit.record(tx, {
        action: 'identity.signIn',
        objectType: 'User',
        objectId: account.userId,
        actor,
        details,
      });
      return issued;
    });
  }
}
