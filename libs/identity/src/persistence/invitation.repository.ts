import { Injectable } from '@nestjs/common';
import { EntityId, Page, PageRequest } from '@sxbq/kernel';
import { allOf, condition, equals, insertRow, isOneOf, listPage, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { InvitationKind } from '../domain/invitation-kind';
import { InvitationState } from '../domain/invitation-state';
import { AccountScope, ofOrganisation } from './account-scope';
import { Invitation } from './invitation.entity';

/** Which invitations somebody deals with: of these kinds, and of these organisations. */
export interface InvitationScope {
  readonly kinds: readonly InvitationKind[];
  readonly organisations: AccountScope;
}

/** An invitation as those who deal with it see it. */
export type InvitationRow = Pick<
  Invitation,
  | 'id'
  | 'kind'
  | 'organisationId'
  | 'role'
  | 'userId'
  | 'note'
  | 'invitedBy'
  | 'confirmedBy'
  | 'issuedAt'
  | 'expiresAt'
  | 'usedAt'
  | 'revokedAt'
  | 'usedBy'
> & { readonly organisationName: string | null };

/** A link that counts, with what the page behind it shows. */
export type UsableInvitation = Pick<Invitation, 'id' | 'kind' | 'organisationId' | 'role' | 'userId' | 'expiresAt'> & {
  readonly organisationName: string | null;
  /** SHA-256 of the code without which the link does not open; null for one that needs none. */
  readonly codeHash: string | null;
  /** Of whom the password is to be chosen anew; null when somebody is invited. */
  readonly username: string | null;
};

export interface InvitationFilter {
  readonly kind?: InvitationKind | null;
  readonly state?: InvitationState | null;
}

export type NewInvitation = Omit<Invitation, 'id' | 'usedAt' | 'revokedAt' | 'usedBy'>;

const COLUMNS = `i.id, i.kind, i.organisation_id AS organisationId, o.name AS organisationName, i.role,
  i.user_id AS userId, i.note, i.invited_by AS invitedBy, i.confirmed_by AS confirmedBy, i.issued_at AS issuedAt, i.expires_at AS expiresAt,
  i.used_at AS usedAt, i.revoked_at AS revokedAt, i.used_by AS usedBy`;
const FROM = 'invitation i LEFT JOIN organisation o ON o.id = i.organisation_id';

/** Parameter: now. */
const OPEN = 'i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > ?';

/** Who invited may still act, and a colleague only where the inviter is one. */
const INVITER_ACTS = `EXISTS (
  SELECT 1 FROM membership im JOIN \`user\` iu ON iu.id = im.user_id
   WHERE im.user_id = i.invited_by AND im.ended_at IS NULL AND iu.disabled_at IS NULL
     AND (i.kind <> '${InvitationKind.COLLEAGUE}' OR im.organisation_id = i.organisation_id))`;

@Injectable()
export class InvitationRepository {
  constructor(private readonly dataSource: DataSource) {}

  insert(tx: Transaction, invitation: NewInvitation): Promise<EntityId> {
    return insertRow(tx, Invitation, invitation);
  }

  /** Newest first. */
  list(scope: InvitationScope, filter: InvitationFilter, now: Date, page: PageRequest): Promise<Page<InvitationRow>> {
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: FROM, params: [] },
      where: allOf(
        inScope(scope),
        filter.kind ? equals('i.kind', filter.kind) : null,
        filter.state ? inState(filter.state, now) : null,
      ),
      orderBy: 'i.id DESC',
    };
    return listPage(this.dataSource, query, page);
  }

  /** null when there is none, or the scope does not reach it. */
  async find(scope: InvitationScope, id: EntityId, tx = this.dataSource.manager): Promise<InvitationRow | null> {
    const where = allOf(inScope(scope), equals('i.id', id));
    const [row] = (await tx.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql}`, [
      ...where.params,
    ])) as InvitationRow[];
    return row ?? null;
  }

  /** The link of a token's hash while it counts: open, its inviter and its place still acting. */
  async findUsable(tokenHash: string, now: Date): Promise<UsableInvitation | null> {
    const [row] = (await this.dataSource.query(
      `SELECT i.id, i.kind, i.organisation_id AS organisationId, i.role, i.user_id AS userId, i.expires_at AS expiresAt,
              i.code_hash AS codeHash, o.name AS organisationName, u.username
         FROM ${FROM} LEFT JOIN \`user\` u ON u.id = i.user_id
        WHERE i.token_hash = ? AND ${OPEN} AND ${INVITER_ACTS} AND o.disabled_at IS NULL AND u.disabled_at IS NULL`,
      [tokenHash, now],
    )) as UsableInvitation[];
    return row ?? null;
  }

  /** Uses the link up; false when it no longer counts, so that of any number of tries at once one succeeds. */
  async claim(tx: Transaction, id: EntityId, tokenHash: string, now: Date): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE invitation i SET i.used_at = ? WHERE i.id = ? AND i.token_hash = ? AND ${OPEN}`,
      [now, id, tokenHash, now],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  async setUsedBy(tx: Transaction, id: EntityId, usedBy: EntityId): Promise<void> {
    await tx.update(Invitation, { id }, { usedBy });
  }

  /** False when the link was used or revoked already. */
  async revoke(tx: Transaction, id: EntityId, now: Date): Promise<boolean> {
    const result = await tx.update(Invitation, { id, usedAt: IsNull(), revokedAt: IsNull() }, { revokedAt: now });
    return result.affected === 1;
  }

  /** Revokes what is open of a user's links for a new password. */
  async revokeResets(tx: Transaction, userId: EntityId, now: Date): Promise<void> {
    await tx.update(Invitation, { userId, usedAt: IsNull(), revokedAt: IsNull() }, { revokedAt: now });
  }

  /** Gives the link a new token and a new life; false when it was used or revoked. */
  async renew(
    tx: Transaction,
    id: EntityId,
    renewal: Pick<Invitation, 'tokenHash' | 'issuedAt' | 'expiresAt' | 'invitedBy'>,
  ): Promise<boolean> {
    const result = await tx.update(Invitation, { id, usedAt: IsNull(), revokedAt: IsNull() }, renewal);
    return result.affected === 1;
  }
}

function inScope({ kinds, organisations }: InvitationScope): SqlCondition {
  return allOf(isOneOf('i.kind', kinds), ofOrganisation(organisations, 'i.organisation_id'));
}

function inState(state: InvitationState, now: Date): SqlCondition {
  switch (state) {
    case InvitationState.OPEN:
      return condition(OPEN, [now]);
    case InvitationState.USED:
      return condition('i.used_at IS NOT NULL');
    case InvitationState.REVOKED:
      return condition('i.revoked_at IS NOT NULL');
    case InvitationState.EXPIRED:
      return condition('i.used_at IS NULL AND i.revoked_at IS NULL AND i.expires_at <= ?', [now]);
  }
}
