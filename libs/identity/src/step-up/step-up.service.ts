import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { SessionStage } from '../domain/session-stage';
import { unauthenticated } from '../identity.errors';
import { PasskeyCeremonies } from '../passkeys/passkey-ceremonies';
import { PasskeyRepository } from '../persistence/passkey.repository';
import { HeldSession } from '../persistence/session.repository';
import { SignInAccount, SignInAccountRepository } from '../persistence/sign-in-account.repository';
import { CodeVerifier } from '../second-factor/code-verifier';
import { Caller } from '../sessions/caller';
import { HeldSessions } from '../sessions/held-sessions';
import { PasswordHasher } from '../sessions/password-hasher';
import { ProofThrottle } from '../sessions/proof-throttle';
import { IssuedSession, SessionIssuer } from '../sessions/session-issuer';
import { passkeyRefused, stepUpRefused } from '../sign-in.errors';

/** A renewed proof: the password with a code of the second factor, or a passkey. */
export interface StepUpProof {
  readonly password?: string | null;
  readonly code?: string | null;
  readonly passkeyResponse?: string | null;
}

/** Somebody signed in proves again who they are; for ten minutes sensitive operations are open to them. */
@Injectable()
export class StepUpService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly throttle: ProofThrottle,
    private readonly held: HeldSessions,
    private readonly hasher: PasswordHasher,
    private readonly codes: CodeVerifier,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly passkeys: PasskeyRepository,
    private readonly accounts: SignInAccountRepository,
    private readonly issuer: SessionIssuer,
  ) {}

  /** Options for navigator.credentials.get(), as JSON, for one of the user's own passkeys. */
  async begin(caller: Caller): Promise<string> {
    const held = await this.held.require(caller.headers, SessionStage.ACTIVE);
    const own = await this.passkeys.listOf(held.userId);
    return this.ceremonies.assertionOptions({ purpose: 'STEP_UP', sessionId: held.id }, own);
  }

  /**
   * The session gets a new token. Who has a second factor proves it here too. STEP_UP_REFUSED, PASSKEY_REFUSED,
   * TOO_MANY_SIGN_INS, UNAUTHENTICATED.
   */
  async stepUp(proof: StepUpProof, caller: Caller): Promise<IssuedSession> {
    const held = await this.held.require(caller.headers, SessionStage.ACTIVE);
    const account = await this.accounts.findById(held.userId);
    if (!account) throw unauthenticated();
    if (proof.passkeyResponse) return this.withPasskey(proof.passkeyResponse, held, account, caller);
    return this.withPassword(proof, held, account, caller);
  }

  private async withPasskey(
    response: string,
    held: HeldSession,
    account: SignInAccount,
    caller: Caller,
  ): Promise<IssuedSession> {
    const asserted = await this.ceremonies.assert(response, { purpose: 'STEP_UP', sessionId: held.id });
    if (asserted.passkey.userId !== held.userId) throw passkeyRefused();
    return this.unitOfWork.run(async (tx) => {
      await this.ceremonies.use(tx, asserted);
      return this.renew(tx, held, account, true, caller);
    });
  }

  private async withPassword(
    { password, code }: StepUpProof,
    held: HeldSession,
    account: SignInAccount,
    caller: Caller,
  ): Promise<IssuedSession> {
    const giveBack = await this.throttle.take(held.userId);
    if (!(await this.hasher.verify(account.passwordHash, password ?? ''))) return this.refuse(held);
    const needsSecondFactor = account.hasTotp || account.hasPasskey;
    const issued = await this.unitOfWork.run(async (tx) => {
      if (needsSecondFactor && !(await this.codes.use(tx, held.userId, code ?? ''))) return null;
      return this.renew(tx, held, account, needsSecondFactor, caller);
    });
    if (!issued) return this.refuse(held);
    await giveBack();
    return issued;
  }

  private async renew(
    tx: Transaction,
    held: HeldSession,
    account: SignInAccount,
    secondFactorProven: boolean,
    caller: Caller,
  ): Promise<IssuedSession> {
    const issued = await this.issuer.renew(tx, held, account, { steppedUp: true, secondFactorProven }, caller);
    await this.audit.record(tx, {
      action: 'identity.stepUp',
      objectType: 'User',
      objectId: held.userId,
      actor: issued.principal,
    });
    return issued;
  }

  private async refuse({ userId }: HeldSession): Promise<never> {
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        action: 'identity.stepUp',
        objectType: 'User',
        objectId: userId,
        result: AuditResult.REFUSED,
      }),
    );
    throw stepUpRefused();
  }
}
