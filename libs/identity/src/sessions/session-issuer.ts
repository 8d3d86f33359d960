import { Inject, Injectable } from '@nestjs/common';
import { Clock, Principal, Role } from '@sxbq/kernel';
import { Config, CONFIG, currentContext, Transaction } from '@sxbq/platform';
import { nextStage } from '../domain/next-stage.rule';
import { SessionStage, SignInMethod } from '../domain/session-stage';
import { unauthenticated } from '../identity.errors';
import { PasswordPolicy } from '../passwords/password-policy';
import { HeldSession, SessionRepository } from '../persistence/session.repository';
import { ActingMembership, SignInAccount } from '../persistence/sign-in-account.repository';
import { Caller } from './caller';
import { HeldSessions } from './held-sessions';
import { isSecondFactorRequired } from './second-factor-requirement';
import { SessionLimits, sessionLimits } from './session-limits';
import { newSessionToken, sessionTokenHash } from './session-token';
import { SignInOrigins } from './sign-in-origins';

/** A session that has just begun or moved on. */
export interface IssuedSession {
  /** Shown once; only its hash is kept. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly stage: SessionStage;
  /** Who acts in it, once it is ACTIVE. */
  readonly principal: Principal;
  readonly account: SignInAccount;
  /** For a browser to be known by at its next sign-in; null when the client keeps its session itself. */
  readonly deviceToken: string | null;
}

/** What a session begins with. */
export interface SessionBeginning {
  readonly method: SignInMethod;
  readonly secondFactorProven: boolean;
  readonly singleSignOn?: { readonly linkId: number; readonly providerSessionHash: string | null };
}

/** What was proven or chosen since. */
export interface SessionChange {
  readonly secondFactorProven?: boolean;
  readonly steppedUp?: boolean;
  readonly membership?: ActingMembership;
}

/** The one place that makes sessions and moves them on; a token is never used for two stages. */
@Injectable()
export class SessionIssuer {
  private readonly limits: SessionLimits;
  private readonly secondFactorRequired: boolean;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    private readonly passwords: PasswordPolicy,
    private readonly held: HeldSessions,
    private readonly sessions: SessionRepository,
    private readonly origins: SignInOrigins,
  ) {
    this.limits = sessionLimits(config);
    this.secondFactorRequired = isSecondFactorRequired(config);
  }

  /** A new session; ends the one the request came with. */
  async begin(
    tx: Transaction,
    account: SignInAccount,
    membership: ActingMembership,
    beginning: SessionBeginning,
    caller: Caller,
  ): Promise<IssuedSession> {
    const { method, secondFactorProven, singleSignOn } = beginning;
    const stage = this.stageOf(account, membership, method, secondFactorProven);
    const token = newSessionToken();
    const previous = await this.held.find(caller.headers);
    const now = this.clock.now();
    const expiresAt = this.expiryOf(stage, now, now);
    const sessionId = await this.sessions.insert(tx, {
      tokenHash: sessionTokenHash(token),
      userId: account.userId,
      membershipId: membership.id,
      stage,
      method,
      secondFactorAt: secondFactorProven ? now : null,
      singleSignOnLinkId: singleSignOn?.linkId ?? null,
      providerSessionHash: singleSignOn?.providerSessionHash ?? null,
      startedAt: now,
      lastSeenAt: now,
      expiresAt,
      address: currentContext()?.address ?? null,
      userAgent: caller.userAgent?.slice(0, 200) ?? null,
    });
    if (previous) await this.sessions.end(tx, previous.userId, previous.id, now);
    const principal = { ...membership.principal, sessionId };
    const deviceToken = await this.deviceOf(tx, stage, account, caller);
    return { token, expiresAt, stage, principal, account, deviceToken };
  }

  /** The same session with a new token; the one before is dead. UNAUTHENTICATED when it has ended or moved meanwhile. */
  async renew(
    tx: Transaction,
    held: HeldSession,
    account: SignInAccount,
    change: SessionChange,
    caller: Caller,
  ): Promise<IssuedSession> {
    const membership = change.membership ?? account.memberships.find(({ id }) => id === held.membershipId);
    if (!membership || account.disabled) throw unauthenticated();
    const now = this.clock.now();
    const secondFactorAt = change.secondFactorProven ? now : held.secondFactorAt;
    const steppedUpAt = change.steppedUp ? now : held.steppedUpAt;
    const stage = this.stageOf(account, membership, held.method, secondFactorAt !== null);
    const token = newSessionToken();
    const expiresAt = this.expiryOf(stage, held.startedAt, now);
    const renewed = await this.sessions.renew(tx, held, {
      tokenHash: sessionTokenHash(token),
      stage,
      membershipId: membership.id,
      secondFactorAt,
      steppedUpAt,
      lastSeenAt: now,
      expiresAt,
    });
    if (!renewed) throw unauthenticated();
    const principal = { ...membership.principal, sessionId: held.id, steppedUpAt };
    const deviceToken = held.stage === stage ? null : await this.deviceOf(tx, stage, account, caller);
    return { token, expiresAt, stage, principal, account, deviceToken };
  }

  private stageOf(
    account: SignInAccount,
    { principal }: ActingMembership,
    method: SignInMethod,
    secondFactorProven: boolean,
  ): SessionStage {
    return nextStage({
      role: principal.role as Role,
      secondFactorRequired: this.secondFactorRequired,
      hasSecondFactor: account.hasTotp || account.hasPasskey,
      secondFactorProven,
      passwordExpired:
        method === SignInMethod.PASSWORD && this.passwords.isExpired(account.passwordChangedAt, this.clock.now()),
    });
  }

  /** The absolute limit counts from the first proof; who is still signing in has less time. */
  private expiryOf(stage: SessionStage, startedAt: Date, now: Date): Date {
    const latest = startedAt.getTime() + this.limits.absoluteMs;
    if (stage === SessionStage.ACTIVE) return new Date(latest);
    return new Date(Math.min(latest, now.getTime() + this.limits.signingInMs));
  }

  private async deviceOf(
    tx: Transaction,
    stage: SessionStage,
    account: SignInAccount,
    caller: Caller,
  ): Promise<string | null> {
    if (stage !== SessionStage.ACTIVE) return null;
    return (await this.origins.remember(tx, account, caller)).deviceToken;
  }
}
