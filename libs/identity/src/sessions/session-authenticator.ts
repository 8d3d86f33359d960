import { Inject, Injectable } from '@nestjs/common';
import { Clock, Principal, Role } from '@sxbq/kernel';
import { Config, CONFIG } from '@sxbq/platform';
import DataLoader from 'dataloader';
import { mustProveSecondFactor } from '../domain/next-stage.rule';
import { LiveSession, SessionRepository } from '../persistence/session.repository';
import { isSecondFactorRequired } from './second-factor-requirement';
import { CredentialHeaders, SessionCredentialsReader } from './session-credentials';
import { SessionLimits, sessionLimits } from './session-limits';
import { sessionTokenHash } from './session-token';

/**
 * Tells who sends a request, from the table that is the truth: a session ended, a user disabled or a role taken away
 * counts at the next request (assurance S1). Requests that arrive in the same turn of the event loop share one
 * statement, which is sent after the last of them arrived; nothing is remembered from one statement to the next.
 */
@Injectable()
export class SessionAuthenticator {
  private readonly limits: SessionLimits;
  private readonly secondFactorRequired: boolean;
  private readonly lookUp = new DataLoader((tokenHashes: readonly string[]) => this.findLive(tokenHashes), {
    cache: false,
    batchScheduleFn: (send) => setImmediate(send),
    maxBatchSize: 100,
  });

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    private readonly credentials: SessionCredentialsReader,
    private readonly sessions: SessionRepository,
  ) {
    this.limits = sessionLimits(config);
    this.secondFactorRequired = isSecondFactorRequired(config);
  }

  /**
   * null without a session, or with one that is unknown, ended, timed out or still signing in; also with one that never
   * proved the second factor which the role of today must prove. A bearer token wins over the cookie.
   */
  async authenticate(headers: CredentialHeaders): Promise<Principal | null> {
    const live = await this.find(headers);
    if (live === null) return null;
    await this.touch(live, this.clock.now());
    return live.principal;
  }

  /** Whom `authenticate` would find; no use of the session, so that an open socket lets it go idle. */
  async look(headers: CredentialHeaders): Promise<Principal | null> {
    return (await this.find(headers))?.principal ?? null;
  }

  private async find(headers: CredentialHeaders): Promise<LiveSession | null> {
    const given = this.credentials.read(headers);
    if (given === null) return null;
    const live = await this.lookUp.load(sessionTokenHash(given.token));
    return live === null || this.lacksSecondFactor(live) ? null : live;
  }

  private lacksSecondFactor({ principal, secondFactorProven }: LiveSession): boolean {
    const role = principal.role as Role;
    return !secondFactorProven && mustProveSecondFactor({ role, secondFactorRequired: this.secondFactorRequired });
  }

  private async findLive(tokenHashes: readonly string[]): Promise<(LiveSession | null)[]> {
    const now = this.clock.now();
    const idleSince = this.before(now, this.limits.idleMs);
    const found = await this.sessions.findLive([...new Set(tokenHashes)], now, idleSince);
    return tokenHashes.map((tokenHash) => found.get(tokenHash) ?? null);
  }

  private async touch(live: LiveSession, now: Date): Promise<void> {
    const due = this.before(now, this.limits.touchEveryMs);
    if (live.lastSeenAt > due) return;
    await this.sessions.touch(live.sessionId, now, due);
  }

  private before(now: Date, ms: number): Date {
    return new Date(now.getTime() - ms);
  }
}
