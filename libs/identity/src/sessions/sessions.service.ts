import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import { Config, CONFIG, UnitOfWork } from '@sxbq/platform';
import { sessionNotFound } from '../identity.errors';
import { SessionRepository, SessionRow } from '../persistence/session.repository';
import { SessionLimits, sessionLimits } from './session-limits';

/** A user's own sessions. */
@Injectable()
export class SessionsService {
  private readonly limits: SessionLimits;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly sessions: SessionRepository,
  ) {
    this.limits = sessionLimits(config);
  }

  /** Live ones, last used first, at most 100. */
  async listOwn(principal: Principal): Promise<SessionRow[]> {
    return principal.userId === null ? [] : this.listOf(principal.userId);
  }

  /** As listOwn, of any user. */
  async listOf(userId: EntityId): Promise<SessionRow[]> {
    const now = this.clock.now();
    return this.sessions.listLive(userId, now, new Date(now.getTime() - this.limits.idleMs));
  }

  /** Its token is dead at once. SESSION_NOT_FOUND for another user's session just as for one that never was. */
  async end(principal: Principal, sessionId: EntityId): Promise<void> {
    const { userId } = principal;
    if (userId === null) throw sessionNotFound();
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.sessions.end(tx, userId, sessionId, this.clock.now()))) throw sessionNotFound();
      const action = sessionId === principal.sessionId ? 'identity.signOut' : 'identity.endSession';
      await this.audit.record(tx, { action, objectType: 'Session', objectId: sessionId });
    });
  }

  /** Ends the session the principal came with. */
  async signOut(principal: Principal): Promise<void> {
    if (principal.sessionId !== null) await this.end(principal, principal.sessionId);
  }
}
