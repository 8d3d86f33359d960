import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { isAdministrator } from '../domain/separated-administrators.rule';
import { PRINCIPAL_COLUMNS, PrincipalRow, principalOf } from './principal-row';

/** A membership that its user may act in today. */
export interface ActingMembership {
  readonly id: EntityId;
  readonly organisationName: string;
  readonly principal: Principal;
}

/** What signing in needs to know of a user. */
export interface SignInAccount {
  readonly userId: EntityId;
  readonly username: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly passwordChangedAt: Date;
  readonly disabled: boolean;
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
  /** Oldest first. */
  readonly memberships: readonly ActingMembership[];
}

/** An account that somebody may act in: not disabled, with at least one membership. */
export type EnrolledAccount = SignInAccount & {
  readonly memberships: readonly [ActingMembership, ...ActingMembership[]];
};

export function mayAct(account: SignInAccount): account is EnrolledAccount {
  return !account.disabled && account.memberships.length > 0;
}

/** True for one of the three administrators. */
export function isAdministratorsAccount({ memberships }: Pick<SignInAccount, 'memberships'>): boolean {
  return memberships.some(({ principal: { role } }) => role !== 'SYSTEM' && isAdministrator(role));
}

type AccountRow = Omit<SignInAccount, 'disabled' | 'hasTotp' | 'hasPasskey' | 'memberships'> & {
  readonly disabledAt: Date | null;
  readonly hasTotp: number | string;
  readonly hasPasskey: number | string;
};

type MembershipRow = PrincipalRow & { readonly organisationName: string };

type Row = AccountRow & (MembershipRow | { readonly membershipId: null });

@Injectable()
export class SignInAccountRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** By a username in its normal form. */
  async findByUsername(username: string): Promise<SignInAccount | null> {
    return this.find('u.username = ?', username, this.dataSource.manager);
  }

  async findById(userId: EntityId, tx: Transaction = this.dataSource.manager): Promise<SignInAccount | null> {
    return this.find('u.id = ?', userId, tx);
  }

  private async find(where: string, value: string | EntityId, tx: Transaction): Promise<SignInAccount | null> {
    const rows = (await tx.query(
      `SELECT u.id AS accountId, u.username, u.display_name AS displayName, u.password_hash AS passwordHash,
              u.password_changed_at AS passwordChangedAt, u.disabled_at AS disabledAt,
              EXISTS (SELECT 1 FROM totp_credential t WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL) AS hasTotp,
              EXISTS (SELECT 1 FROM passkey p WHERE p.user_id = u.id) AS hasPasskey,
              o.name AS organisationName, ${PRINCIPAL_COLUMNS}
         FROM \`user\` u
         LEFT JOIN (membership m JOIN organisation o ON o.id = m.organisation_id AND o.disabled_at IS NULL)
                ON m.user_id = u.id AND m.ended_at IS NULL
        WHERE ${where}
        ORDER BY m.id`,
      [value],
    )) as (Row & { readonly accountId: EntityId })[];
    const [first] = rows;
    if (!first) return null;
    const { accountId: userId, username, displayName, passwordHash, passwordChangedAt, disabledAt } = first;
    return {
      userId,
      username,
      displayName,
      passwordHash,
      passwordChangedAt,
      disabled: disabledAt !== null,
      hasTotp: Number(first.hasTotp) === 1,
      hasPasskey: Number(first.hasPasskey) === 1,
      memberships: rows.flatMap(membershipOf),
    };
  }
}

function membershipOf(row: Row): ActingMembership[] {
  if (row.membershipId === null) return [];
  const { membershipId: id, organisationName } = row;
  return [{ id, organisationName, principal: principalOf(row) }];
}
