import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { HotReads, Transaction } from '@sxbq/platform';
import { DataSource, IsNull, Not } from 'typeorm';
import { ACTING, PRINCIPAL_COLUMNS, PrincipalRow, principalOf } from './principal-row';
import { SessionStage } from '../domain/session-stage';
import { Session } from './session.entity';
import { StandingNotices } from './standing-notices';

/** A session that counts now, and whose it is. */
export interface LiveSession {
  readonly sessionId: EntityId;
  readonly lastSeenAt: Date;
  readonly secondFactorProven: boolean;
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

/** The session of a token, whatever stage it has come to. */
export type HeldSession = Pick<
  Session,
  'id' | 'tokenHash' | 'userId' | 'membershipId' | 'stage' | 'method' | 'secondFactorAt' | 'steppedUpAt' | 'startedAt'
>;

/** What moves a session on: always with a new token, so that one known before is worth nothing after (assurance S5). */
export type SessionRenewal = Pick<Session, 'tokenHash' | 'expiresAt' | 'lastSeenAt' | 'stage'> &
  Partial<Pick<Session, 'membershipId' | 'secondFactorAt' | 'steppedUpAt'>>;

/** Most sessions shown to their owner. */
const MAX_SHOWN = 100;

interface LiveRow {
  readonly sessionId: EntityId;
  readonly tokenHash: string;
  readonly lastSeenAt: Date;
  readonly steppedUpAt: Date | null;
  readonly secondFactorAt: Date | null;
}

/** Numbers of tokens that one statement looks up. */
const STATEMENT_LENGTHS = [1, 4, 16, 100];

/** The condition of a session that counts: parameters now, idleSince. */
const LIVE = 's.ended_at IS NULL AND s.expires_at > ? AND s.last_seen_at > ?';

@Injectable()
export class SessionRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hotReads: HotReads,
    private readonly notices: StandingNotices,
  ) {}

  /** The live sessions of the tokens' hashes, with what their users may be today; last seen after `idleSince`. */
  async findLive(
    tokenHashes: readonly string[],
    now: Date,
    idleSince: Date,
  ): Promise<ReadonlyMap<string, LiveSession>> {
    const hashes = padded(tokenHashes);
    const rows = await this.hotReads.execute<PrincipalRow & LiveRow>(
      `SELECT s.id AS sessionId, s.token_hash AS tokenHash, s.last_seen_at AS lastSeenAt,
              s.stepped_up_at AS steppedUpAt, s.second_factor_at AS secondFactorAt, ${PRINCIPAL_COLUMNS}
         FROM session s
         JOIN \`user\` u ON u.id = s.user_id
         JOIN membership m ON m.id = s.membership_id
         JOIN organisation o ON o.id = m.organisation_id
        WHERE s.token_hash IN (${hashes.map(() => '?').join(', ')}) AND ${LIVE} AND s.stage = '${SessionStage.ACTIVE}'
          AND ${ACTING}`,
      [...hashes, now, idleSince],
    );
    return new Map(
      rows.map((row) => [
        row.tokenHash,
        {
          sessionId: row.sessionId,
          lastSeenAt: row.lastSeenAt,
          secondFactorProven: row.secondFactorAt !== null,
          principal: principalOf(row, row),
        },
      ]),
    );
  }

  /** The session of a token while it counts, in whatever stage. */
  async findHeld(tokenHash: string, now: Date, idleSince: Date): Promise<HeldSession | null> {
    const [row] = (await this.dataSource.query(
      `SELECT s.id, s.token_hash AS tokenHash, s.user_id AS userId, s.membership_id AS membershipId, s.stage, s.method,
              s.second_factor_at AS secondFactorAt, s.stepped_up_at AS steppedUpAt, s.started_at AS startedAt
         FROM session s
         JOIN \`user\` u ON u.id = s.user_id
         JOIN membership m ON m.id = s.membership_id
         JOIN organisation o ON o.id = m.organisation_id
        WHERE s.token_hash = ? AND ${LIVE} AND ${ACTING}`,
      [tokenHash, now, idleSince],
    )) as HeldSession[];
    return row ?? null;
  }

  /** False when the session has ended, or has moved on meanwhile: its token is given up for one other alone. */
  async renew(tx: Transaction, held: Pick<HeldSession, 'id' | 'tokenHash'>, renewal: SessionRenewal): Promise<boolean> {
    const { id, tokenHash } = held;
    return (await tx.update(Session, { id, tokenHash, endedAt: IsNull() }, renewal)).affected === 1;
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
    this.notices.tell(tx, { userId });
    return result.affected === 1;
  }

  /** Ends those that act in the membership; the number of them. */
  async endOfMembership(tx: Transaction, membershipId: EntityId, now: Date): Promise<number> {
    const result = await tx.update(Session, { membershipId, endedAt: IsNull() }, { endedAt: now });
    this.notices.tell(tx);
    return result.affected ?? 0;
  }

  /** Ends all of the user's sessions but one; the number of them. */
  async endOthers(tx: Transaction, userId: EntityId, kept: EntityId, now: Date): Promise<number> {
    const result = await tx.update(Session, { userId, id: Not(kept), endedAt: IsNull() }, { endedAt: now });
    this.notices.tell(tx, { userId });
    return result.affected ?? 0;
  }

  /** Ends what a single sign-on started: all sessions of a link, those of one session at the provider, or both at once. */
  async endOfProvider(
    tx: Transaction,
    singleSignOnLinkId: EntityId | null,
    providerSessionHash: string | null,
    now: Date,
  ): Promise<number> {
    if (singleSignOnLinkId === null && providerSessionHash === null) return 0;
    const where = {
      endedAt: IsNull(),
      ...(singleSignOnLinkId === null ? {} : { singleSignOnLinkId }),
      ...(providerSessionHash === null ? {} : { providerSessionHash }),
    };
    const result = await tx.update(Session, where, { endedAt: now });
    this.notices.tell(tx);
    return result.affected ?? 0;
  }

  /** Deletes at most `most` sessions that could not be used after `before` anyway; the number of them. */
  async prune(before: Date, most: number): Promise<number> {
    const result = (await this.dataSource.query('DELETE FROM session WHERE expires_at < ? LIMIT ?', [
      before,
      most,
    ])) as {
      affectedRows: number;
    };
    return result.affectedRows;
  }

  /** Number of sessions ended. */
  async endAll(tx: Transaction, userId: EntityId, now: Date): Promise<number> {
    const result = await tx.update(Session, { userId, endedAt: IsNull() }, { endedAt: now });
    this.notices.tell(tx, { userId });
    return result.affected ?? 0;
  }
}

/** A few lengths only, the rest filled up with the last one: each length is a statement that connections keep prepared. */
function padded(hashes: readonly string[]): readonly string[] {
  const length = STATEMENT_LENGTHS.find((most) => most >= hashes.length) ?? hashes.length;
  return [...hashes, ...Array.from({ length: length - hashes.length }, () => hashes.at(-1) as string)];
}
