import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { Clock, EntityId } from '@sxbq/kernel';
import { FieldCipher, Transaction, UnitOfWork } from '@sxbq/platform';
import { SessionStage } from '../domain/session-stage';
import { unauthenticated } from '../identity.errors';
import { SecondFactorRepository } from '../persistence/second-factor.repository';
import { HeldSession } from '../persistence/session.repository';
import { SignInAccount, SignInAccountRepository } from '../persistence/sign-in-account.repository';
import { Caller } from '../sessions/caller';
import { HeldSessions } from '../sessions/held-sessions';
import { ProofThrottle } from '../sessions/proof-throttle';
import { IssuedSession, SessionIssuer } from '../sessions/session-issuer';
import { secondFactorAbsent, secondFactorPresent, secondFactorRefused } from '../sign-in.errors';
import { CodeVerifier, TOTP_SECRET_FIELD } from './code-verifier';
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes';
import { isTotpCode, newTotpSecret, totpUri } from './totp';

/** A secret for an authenticator app, shown once. */
export interface TotpEnrolment {
  /** Base32. */
  readonly secret: string;
  /** otpauth:// address for a QR code. */
  readonly uri: string;
}

export interface ConfirmedTotp {
  /** Ten, shown this once. */
  readonly recoveryCodes: readonly string[];
  readonly issued: IssuedSession;
}

/** A user's authenticator app and recovery codes, while signing in and after. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cipher: FieldCipher,
    private readonly throttle: ProofThrottle,
    private readonly held: HeldSessions,
    private readonly accounts: SignInAccountRepository,
    private readonly issuer: SessionIssuer,
    private readonly codes: CodeVerifier,
    private readonly factors: SecondFactorRepository,
  ) {}

  /**
   * The second step of signing in: a code of the authenticator app, or a recovery code. The session gets a new token.
   * SECOND_FACTOR_REFUSED for a wrong code and for one used before (assurance S3); TOO_MANY_SIGN_INS; UNAUTHENTICATED
   * without a session that waits for it.
   */
  async verify(code: string, caller: Caller): Promise<IssuedSession> {
    const held = await this.held.require(caller.headers, SessionStage.SECOND_FACTOR);
    const giveBack = await this.throttle.take(held.userId);
    const issued = await this.unitOfWork.run(async (tx) => {
      const kind = await this.codes.use(tx, held.userId, code);
      if (!kind) return null;
      const account = await this.accountOf(tx, held);
      const renewed = await this.issuer.renew(tx, held, account, { secondFactorProven: true }, caller);
      await this.record(tx, 'identity.verifySecondFactor', renewed, { kind });
      return renewed;
    });
    if (!issued) return this.refuse(held);
    await giveBack();
    return issued;
  }

  /**
   * Starts to enrol an authenticator app: for who signs in and must have one, and for who is signed in and has just
   * proven again who they are (STEP_UP_REQUIRED). SECOND_FACTOR_PRESENT when there is one.
   */
  async begin(caller: Caller): Promise<TotpEnrolment> {
    const held = await this.held.requireEnrolling(caller.headers);
    const secret = newTotpSecret();
    const account = await this.unitOfWork.run(async (tx) => {
      const present = await this.accountOf(tx, held);
      if (present.hasTotp) throw secondFactorPresent();
      await this.factors.putUnconfirmed(tx, held.userId, this.cipher.encrypt(TOTP_SECRET_FIELD, secret));
      await this.audit.record(tx, { action: 'identity.beginEnrolment', objectType: 'User', objectId: held.userId });
      return present;
    });
    return { secret, uri: totpUri(secret, account.username) };
  }

  /**
   * Ends the enrolment with the app's first code; from now on signing in asks for one. The session gets a new token.
   * SECOND_FACTOR_REFUSED, SECOND_FACTOR_ABSENT, TOO_MANY_SIGN_INS.
   */
  async confirm(code: string, caller: Caller): Promise<ConfirmedTotp> {
    const held = await this.held.requireEnrolling(caller.headers);
    const giveBack = await this.throttle.take(held.userId);
    const recoveryCodes = newRecoveryCodes();
    const issued = await this.unitOfWork.run(async (tx) => {
      if (!(await this.confirmSecret(tx, held.userId, code))) return null;
      await this.factors.putRecoveryCodes(tx, held.userId, recoveryCodes.map(recoveryCodeHash));
      const account = await this.accountOf(tx, held);
      const renewed = await this.issuer.renew(tx, held, account, { secondFactorProven: true }, caller);
      await this.record(tx, 'identity.enrolSecondFactor', renewed, { kind: 'TOTP' });
      return renewed;
    });
    if (!issued) return this.refuse(held);
    await giveBack();
    return { recoveryCodes, issued };
  }

  /** Ten new codes in place of the old ones. SECOND_FACTOR_ABSENT. */
  async regenerateRecoveryCodes(userId: EntityId): Promise<readonly string[]> {
    const recoveryCodes = newRecoveryCodes();
    await this.unitOfWork.run(async (tx) => {
      const credential = await this.factors.findTotp(userId, tx);
      if (!credential?.confirmedAt) throw secondFactorAbsent();
      await this.factors.putRecoveryCodes(tx, userId, recoveryCodes.map(recoveryCodeHash));
      await this.audit.record(tx, {
        action: 'identity.renewRecoveryCodes',
        objectType: 'User',
        objectId: userId,
      });
    });
    return recoveryCodes;
  }

  /** Takes one's own app and recovery codes away. SECOND_FACTOR_ABSENT. */
  async remove(userId: EntityId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.factors.remove(tx, userId))) throw secondFactorAbsent();
      await this.audit.record(tx, {
        action: 'identity.removeSecondFactor',
        objectType: 'User',
        objectId: userId,
      });
    });
  }

  /** Whether an app is enrolled, and how many recovery codes are left. */
  async statusOf(userId: EntityId): Promise<{ totp: boolean; recoveryCodesLeft: number }> {
    const credential = await this.factors.findTotp(userId);
    if (!credential?.confirmedAt) return { totp: false, recoveryCodesLeft: 0 };
    return { totp: true, recoveryCodesLeft: await this.factors.recoveryCodesLeft(userId) };
  }

  private async confirmSecret(tx: Transaction, userId: EntityId, code: string): Promise<boolean> {
    const credential = await this.factors.findTotp(userId, tx);
    if (!credential || credential.confirmedAt) throw secondFactorAbsent();
    const step = isTotpCode(code.trim()) ? this.codes.stepOf(credential, code.trim()) : null;
    return step !== null && this.factors.confirm(tx, credential, step, this.clock.now());
  }

  private async accountOf(tx: Transaction, { userId }: HeldSession): Promise<SignInAccount> {
    const account = await this.accounts.findById(userId, tx);
    if (!account) throw unauthenticated();
    return account;
  }

  private async refuse(held: HeldSession): Promise<never> {
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        action: 'identity.verifySecondFactor',
        objectType: 'User',
        objectId: held.userId,
        result: AuditResult.REFUSED,
      }),
    );
    throw secondFactorRefused();
  }

  private async record(tx: Transaction, action: string, issued: IssuedSession, details: object): Promise<void> {
    const { principal: actor, stage, account } = issued;
    await this.audit.record(tx, {
      action,
      objectType: 'User',
      objectId: account.userId,
      actor,
      details: { ...details, stage },
    });
  }
}
