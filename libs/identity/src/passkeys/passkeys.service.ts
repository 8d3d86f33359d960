import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { EntityId } from '@sxbq/kernel';
import { refuseDuplicates, UnitOfWork } from '@sxbq/platform';
import { SignInMethod } from '../domain/session-stage';
import { signInRefused, unauthenticated } from '../identity.errors';
import { PasskeyRepository, PasskeyRow } from '../persistence/passkey.repository';
import { mayAct, SignInAccount, SignInAccountRepository } from '../persistence/sign-in-account.repository';
import { Caller } from '../sessions/caller';
import { HeldSessions } from '../sessions/held-sessions';
import { IssuedSession, SessionIssuer } from '../sessions/session-issuer';
import { passkeyNotFound, passkeyPresent, tooManyPasskeys } from '../sign-in.errors';
import { PasskeyCeremonies } from './passkey-ceremonies';

const MAX_PASSKEYS = 10;

export interface RegisteredPasskey {
  readonly passkeyId: EntityId;
  readonly issued: IssuedSession;
}

/** A user's passkeys, and signing in with them. */
@Injectable()
export class PasskeysService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly held: HeldSessions,
    private readonly accounts: SignInAccountRepository,
    private readonly issuer: SessionIssuer,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly passkeys: PasskeyRepository,
  ) {}

  /** Options for navigator.credentials.create(), as JSON. STEP_UP_REQUIRED, TOO_MANY_PASSKEYS. */
  async beginRegistration(caller: Caller): Promise<string> {
    const held = await this.held.requireEnrolling(caller.headers);
    const passkeys = await this.passkeys.listOf(held.userId);
    if (passkeys.length >= MAX_PASSKEYS) throw tooManyPasskeys(MAX_PASSKEYS);
    const { userId, username, displayName } = await this.accountOf(held.userId);
    return this.ceremonies.registrationOptions({ userId, username, displayName, passkeys }, held.id);
  }

  /** Keeps the new passkey and gives the session a new token. PASSKEY_REFUSED, PASSKEY_PRESENT. */
  async finishRegistration(response: string, name: string, caller: Caller): Promise<RegisteredPasskey> {
    const held = await this.held.requireEnrolling(caller.headers);
    const passkey = await this.ceremonies.register(response, held.id);
    return this.unitOfWork
      .run(async (tx) => {
        const passkeyId = await this.passkeys.insert(tx, { ...passkey, userId: held.userId, name });
        const account = await this.accounts.findById(held.userId, tx);
        if (!account) throw unauthenticated();
        const issued = await this.issuer.renew(tx, held, account, { secondFactorProven: true }, caller);
        await this.audit.record(tx, {
          action: 'identity.registerPasskey',
          objectType: 'Passkey',
          objectId: passkeyId,
          actor: issued.principal,
          details: { stage: issued.stage },
        });
        return { passkeyId, issued };
      })
      .catch(refuseDuplicates({ ix_passkey_credential_id: passkeyPresent }));
  }

  /** Options for navigator.credentials.get(), as JSON; whoever asks, and nobody is named. */
  async beginSignIn(): Promise<string> {
    return this.ceremonies.assertionOptions({ purpose: 'SIGN_IN', sessionId: null });
  }

  /**
   * Starts a session that needs no further proof, and ends the one the request came with. PASSKEY_REFUSED;
   * SIGN_IN_REFUSED for a user who is disabled or without a role.
   */
  async finishSignIn(response: string, caller: Caller): Promise<IssuedSession> {
    const asserted = await this.ceremonies.assert(response, { purpose: 'SIGN_IN', sessionId: null });
    const account = await this.accountOf(asserted.passkey.userId);
    if (!mayAct(account)) throw signInRefused();
    const beginning = { method: SignInMethod.PASSKEY, secondFactorProven: true };
    return this.unitOfWork.run(async (tx) => {
      await this.ceremonies.use(tx, asserted);
      const issued = await this.issuer.begin(tx, account, account.memberships[0], beginning, caller);
      await this.audit.record(tx, {
        action: 'identity.signIn',
        objectType: 'User',
        objectId: account.userId,
        actor: issued.principal,
        details: { method: SignInMethod.PASSKEY, stage: issued.stage, passkeyId: asserted.passkey.id },
      });
      return issued;
    });
  }

  /** In the order of their registration. */
  async listOf(userId: EntityId): Promise<PasskeyRow[]> {
    return this.passkeys.listOf(userId);
  }

  /** PASSKEY_NOT_FOUND for another user's just as for one that never was. */
  async rename(userId: EntityId, id: EntityId, name: string): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.passkeys.rename(tx, userId, id, name))) throw passkeyNotFound();
      await this.audit.record(tx, { action: 'identity.renamePasskey', objectType: 'Passkey', objectId: id });
    });
  }

  /** PASSKEY_NOT_FOUND. */
  async remove(userId: EntityId, id: EntityId): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.passkeys.remove(tx, userId, id))) throw passkeyNotFound();
      await this.audit.record(tx, { action: 'identity.removePasskey', objectType: 'Passkey', objectId: id });
    });
  }

  private async accountOf(userId: EntityId): Promise<SignInAccount> {
    const account = await this.accounts.findById(userId);
    if (!account) throw unauthenticated();
    return account;
  }
}
