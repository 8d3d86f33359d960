import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import {
  ERASED,
  HoldsPersonalData,
  PersonalDataSource,
  PersonalRecord,
  PersonErasure,
  PersonIdentity,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { StandingNotices } from './standing-notices';

interface FoundUser {
  readonly id: number;
  readonly username: string;
  readonly displayName: string;
  readonly organisations: string | null;
  readonly regionCode: string | null;
}

/** What a user signs in with, beside the password: gone with the user's name. */
const SIGN_IN_TABLES = [
  'session',
  'totp_credential',
  'recovery_code',
  'passkey',
  'single_sign_on_link',
  'sign_in_origin',
  'password_history',
];

/** People who sign in, known by their name alone: never certain. An erased user cannot sign in any more. */
@HoldsPersonalData()
@Injectable()
export class UserPersonalData implements PersonalDataSource {
  readonly source = 'identity.user';
  readonly title = '平台用户';
  readonly tables = ['user'];
  readonly correctable = { displayName: '姓名' };

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly notices: StandingNotices,
  ) {}

  async find({ name }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT u.id, u.username, u.display_name AS displayName, GROUP_CONCAT(o.name ORDER BY o.id SEPARATOR '、') AS organisations,
              MIN(o.region_prefix) AS regionCode
         FROM user u LEFT JOIN membership m ON m.user_id = u.id LEFT JOIN organisation o ON o.id = m.organisation_id
        WHERE u.display_name = ? GROUP BY u.id ORDER BY u.id`,
      [name],
    )) as FoundUser[];
    return rows.map(({ id, username, displayName, organisations, regionCode }) => ({
      id,
      isCertain: false,
      regionCode,
      values: { 用户名: username, 姓名: displayName, 单位: organisations },
    }));
  }

  async correct(tx: Transaction, id: number, _field: string, value: string): Promise<string | null> {
    const [row] = (await tx.query('SELECT display_name AS name FROM user WHERE id = ? FOR UPDATE', [id])) as {
      name: string;
    }[];
    if (!row) return null;
    await tx.query('UPDATE user SET display_name = ? WHERE id = ?', [value, id]);
    return row.name;
  }

  /** The row stays for what it did; nothing says any more whose it was. */
  async erase(tx: Transaction, { identity, confirmedIds }: PersonErasure): Promise<number> {
    if (confirmedIds.length === 0) return 0;
    const rows = (await tx.query('SELECT id FROM user WHERE id IN (?) AND display_name = ? FOR UPDATE', [
      confirmedIds,
      identity.name,
    ])) as { id: number }[];
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    for (const table of SIGN_IN_TABLES) await tx.query(`DELETE FROM ${table} WHERE user_id IN (?)`, [ids]);
    await tx.query(
      `UPDATE access_proposal p SET p.note = NULL
        WHERE p.user_id IN (?) OR (p.kind = 'INVITATION' AND p.outcome_id IN (SELECT i.id FROM invitation i WHERE i.used_by IN (?)))`,
      [ids, ids],
    );
    await tx.query('UPDATE invitation SET note = NULL WHERE used_by IN (?) OR user_id IN (?)', [ids, ids]);
    await tx.query(
      `UPDATE user SET username = CONCAT('erased-', id), display_name = ?, password_hash = '', disabled_at = COALESCE(disabled_at, ?)
        WHERE id IN (?)`,
      [ERASED, this.clock.now(), ids],
    );
    this.notices.tell(tx);
    return ids.length;
  }
}
