import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { HotReads, Transaction } from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { ACTING, PRINCIPAL_COLUMNS, PrincipalRow, principalOf } from './principal-row';
import { Session } from './session.entity';

/** A session that counts now, and whose it is. */
export interface LiveSession {
  readonly sessionId: EntityId;
  readonly lastSeenAt: Date;
  readonly principal: Principal;
}

/** A session as its owner sees it. */
export interface SessionRow {
  readonly id: EntityId;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/** A session that begins; what is left out is as in a plain sign-in with a password. */
export type NewSession = Pick<
  Session,
  'tokenHash' | 'userId' | 'membershipId' | 'startedAt' | 'lastSeenAt' | 'expiresAt' | 'address' | 'userAgent'
> &
  Partial<Session>;

/** Most sessions shown to their owner. */
const MAX_SHOWN = 100;

/** Numbers of tokens that one statement looks up. */
const STATEMENT_LENGTHS = [1, 4, 16, 100];

/** The condition of a session that counts: parameters now, idleSince. */
const LIVE = 's.ended_at IS NULL AND s.expires_at > ? AND s.last_seen_at > ?';

@Injectable()
export class SessionRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hotReads: HotReads,
  ) {}

  /** The live sessions of the tokens' hashes, with what their users may be today; last seen after `idleSince`. */
  async findLive(
    tokenHashes: readonly string[],
    now: Date,
    idleSince: Date,
  ): Promise<ReadonlyMap<string, LiveSession>> {
    const hashes = padded(tokenHashes);
    const rows = await this.hotReads.execute<
      PrincipalRow & { sessionId: EntityId; tokenHash: string; lastSeenAt: Date; steppedUpAt: Date | null }
    >(
      `SELECT s.id AS sessionId, s.token_hash AS tokenHash, s.last_seen_at AS lastSeenAt,
              s.stepped_up_at AS steppedUpAt, ${PRINCIPAL_COLUMNS}
         FROM session s
         JOIN \`user\` u ON u.id = s.user_id
         JOIN membership m ON m.id = s.membership_id
         JOIN organisation o ON o.id = m.organisation_id
        WHERE s.token_hash IN (${hashes.map(() => '?').join(', ')}) AND ${LIVE} AND s.stage = 'ACTIVE'
          AND ${ACTING}`,
      [...hashes, now, idleSince],
    );
    return new Map(
      rows.map((row) => [
        row.tokenHash,
        { sessionId: row.sessionId, lastSeenAt: row.lastSeenAt, principal: principalOf(row, row) },
      ]),
    );
  }

  /** Notes the use, unless another request did so after `due`. */
  async touch(sessionId: EntityId, now: Date, due: Date): Promise<void> {
    await this.dataSource.query('UPDATE session SET last_seen_at = ? WHERE id = ? AND last_seen_at <= ?', [
      now,
      sessionId,
      due,
    ]);
  }

  async insert(tx: Transaction, session: NewSession): Promise<EntityId> {
    const result = await tx.insert(Session, session);
    return (result.identifiers[0] as { id: EntityId }).id;
  }

  /** The user's live sessions, last used first. */
  async listLive(userId: EntityId, now: Date, idleSince: Date): Promise<SessionRow[]> {
    return (await this.dataSource.query(
      `SELECT s.id, s.started_at AS startedAt, s.last_seen_at AS lastSeenAt, s.expires_at AS expiresAt, s.address,
              s.user_agent AS userAgent
         FROM session s
        WHERE s.user_id = ? AND ${LIVE}
        ORDER BY s.last_seen_at DESC, s.id DESC
        LIMIT ?`,
      [userId, now, idleSince, MAX_SHOWN],
    )) as SessionRow[];
  }

  /** False when the user has no such session that has not ended. */
  async end(tx: Transaction, userId: EntityId, sessionId: EntityId, now: Date): Promise<boolean> {
    const result = await tx.update(Session, { id: sessionId, userId, endedAt: IsNull() }, { endedAt: now });
    return result.affected === 1;
  }

  /** Ends those that act in the membership; the number of them. */
  async endOfMembership(tx: Transaction, membershipId: EntityId, now: Date): Promise<number> {
    const result = await tx.update(Session, { membershipId, endedAt: IsNull() }, { endedAt: now });
    return result.affected ?? 0;
  }

  /** Number of sessions ended. */
  async endAll(tx: Transaction, userId: EntityId, now: Date): Promise<number> {
    const result = await tx.update(Session, { userId, endedAt: IsNull() }, { endedAt: now });
    return result.affected ?? 0;
  }
}

/** A few lengths only, the rest filled up with the last one: each length is a statement that connections keep prepared. */
function padded(hashes: readonly string[]): readonly string[] {
  const length = STATEMENT_LENGTHS.find((most) => most >= hashes.length) ?? hashes.length;
  return [...hashes, ...Array.from({ length: length - hashes.length }, () => hashes.at(-1) as string)];
}
