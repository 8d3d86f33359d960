import { Inject, Injectable } from '@nestjs/common';
import { Clock, Principal } from '@sxbq/kernel';
import { Config, CONFIG } from '@sxbq/platform';
import DataLoader from 'dataloader';
import { LiveSession, SessionRepository } from '../persistence/session.repository';
import { SessionCookie } from './session-cookie';
import { SessionLimits, sessionLimits } from './session-limits';
import { isSessionToken, sessionTokenHash } from './session-token';

/** The request headers that may carry a session, lower-case names. */
export type CredentialHeaders = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Tells who sends a request, from the table that is the truth: a session ended, a user disabled or a role taken away
 * counts at the next request (assurance S1). Requests that arrive in the same turn of the event loop share one
 * statement, which is sent after the last of them arrived; nothing is remembered from one statement to the next.
 */
@Injectable()
export class SessionAuthenticator {
  private readonly limits: SessionLimits;
  private readonly lookUp = new DataLoader((tokenHashes: readonly string[]) => this.findLive(tokenHashes), {
    cache: false,
    batchScheduleFn: (send) => setImmediate(send),
    maxBatchSize: 100,
  });

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    private readonly cookie: SessionCookie,
    private readonly sessions: SessionRepository,
  ) {
    this.limits = sessionLimits(config);
  }

  /** null without a session, or with one that is unknown, ended or timed out. A bearer token wins over the cookie. */
  async authenticate(headers: CredentialHeaders): Promise<Principal | null> {
    const token = this.tokenOf(headers);
    if (token === null) return null;
    const live = await this.lookUp.load(sessionTokenHash(token));
    if (live === null) return null;
    await this.touch(live, this.clock.now());
    return live.principal;
  }

  private async findLive(tokenHashes: readonly string[]): Promise<(LiveSession | null)[]> {
    const now = this.clock.now();
    const idleSince = this.before(now, this.limits.idleMs);
    const found = await this.sessions.findLive([...new Set(tokenHashes)], now, idleSince);
    return tokenHashes.map((tokenHash) => found.get(tokenHash) ?? null);
  }

  private tokenOf(headers: CredentialHeaders): string | null {
    const { authorization, cookie } = headers;
    const token =
      typeof authorization === 'string'
        ? (/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? null)
        : this.cookie.read(typeof cookie === 'string' ? cookie : undefined);
    return token !== null && isSessionToken(token) ? token : null;
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
