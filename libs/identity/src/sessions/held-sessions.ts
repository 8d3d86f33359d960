import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { Config, CONFIG } from '@sxbq/platform';
import { SessionStage } from '../domain/session-stage';
import { isRecentProof } from '../domain/step-up.rule';
import { stepUpRequired, unauthenticated } from '../identity.errors';
import { HeldSession, SessionRepository } from '../persistence/session.repository';
import { CredentialHeaders, SessionCredentialsReader } from './session-credentials';
import { SessionLimits, sessionLimits } from './session-limits';
import { sessionTokenHash } from './session-token';

/** The session a request came with, also one that is still signing in and so makes nobody a principal. */
@Injectable()
export class HeldSessions {
  private readonly limits: SessionLimits;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    private readonly credentials: SessionCredentialsReader,
    private readonly sessions: SessionRepository,
  ) {
    this.limits = sessionLimits(config);
  }

  async find(headers: CredentialHeaders): Promise<HeldSession | null> {
    const given = this.credentials.read(headers);
    if (given === null) return null;
    const now = this.clock.now();
    const idleSince = new Date(now.getTime() - this.limits.idleMs);
    return this.sessions.findHeld(sessionTokenHash(given.token), now, idleSince);
  }

  /** UNAUTHENTICATED unless the session has come to one of the stages. */
  async require(headers: CredentialHeaders, ...stages: readonly SessionStage[]): Promise<HeldSession> {
    const held = await this.find(headers);
    if (held === null || !stages.includes(held.stage)) throw unauthenticated();
    return held;
  }

  /**
   * The session of somebody who may enrol a second factor: while signing in when they must have one, else after they
   * proved again who they are (STEP_UP_REQUIRED), so that a session left open gives nobody a key of their own.
   */
  async requireEnrolling(headers: CredentialHeaders): Promise<HeldSession> {
    const held = await this.require(headers, SessionStage.ENROLMENT, SessionStage.ACTIVE);
    const proven = held.stage === SessionStage.ENROLMENT || isRecentProof(held.steppedUpAt, this.clock.now());
    if (!proven) throw stepUpRequired();
    return held;
  }
}
