import { Role } from '@sxbq/kernel';
import { Journey, Place } from '../journey';
import { PersonalKind, schoolOf } from './place';

export type PersonalObjects = Readonly<Record<PersonalKind, string>>;

export const HOME_REGION = '3204';

/** Where a user of the role belongs, in the place at home. */
export function placeOf(role: Role, mark: string, enterpriseId: string): Place {
  if (role === Role.GRADUATE || role === Role.SCHOOL) return { organisation: schoolOf(mark) };
  if (role === Role.ENTERPRISE) return { regionPrefix: HOME_REGION, enterpriseId };
  return role.endsWith('_ADMINISTRATOR') ? {} : { regionPrefix: HOME_REGION };
}

/** Who has a passkey must sign in with it; so of one's own there is none. */
const NO_PASSKEY = '4000000000';

/** A passkey of somebody who does not sign in any more. */
export async function passkeyOf(journey: Journey, userId: string): Promise<string> {
  const { insertId } = (await journey.platform.dataSource.query(
    "INSERT INTO passkey (user_id, credential_id, public_key, name, sign_count) VALUES (?, 'example', '', '样例', 0)",
    [userId],
  )) as { insertId: number };
  return String(insertId);
}

/**
 * What is a person's own, one of each. The session is a second one, so that it may be ended; and all sessions of the
 * person have just been stepped up.
 */
export async function personalObjects(journey: Journey, username: string): Promise<PersonalObjects> {
  const { dataSource } = journey.platform;
  const inserted = async (sql: string, params: unknown[]): Promise<string> =>
    String(((await dataSource.query(sql, params)) as { insertId: number }).insertId);
  const [of] = (await dataSource.query(
    `SELECT u.id AS userId, m.id AS membershipId, m.organisation_id AS organisationId, m.role
       FROM \`user\` u JOIN membership m ON m.user_id = u.id WHERE u.username = ?`,
    [username],
  )) as [{ userId: number; membershipId: number; organisationId: number; role: string }];
  const { userId } = of;
  await journey.signIn(username);
  await journey.signIn(username);
  await stepUp(journey, username);
  const [session] = (await dataSource.query('SELECT MIN(id) AS id FROM session WHERE user_id = ?', [userId])) as [
    { id: number },
  ];
  return {
    User: String(userId),
    Membership: String(of.membershipId),
    Session: String(session.id),
    LedgerImport: await inserted(
      `INSERT INTO ledger_import (owner_id, owner_role, membership_id, organisation_id, origin, mode, status, phase, requested_at)
       VALUES (?, ?, ?, ?, 'API', 'ALL_OR_NOTHING', 'DONE', 'FINISHED', NOW(6))`,
      [userId, of.role, of.membershipId, of.organisationId],
    ),
    LedgerFile: await inserted(
      "INSERT INTO ledger_file (owner_id, file_name, byte_size, sha256, uploaded_at) VALUES (?, '样例.xlsx', 1, REPEAT('0', 64), NOW(6))",
      [userId],
    ),
    Passkey: NO_PASSKEY,
    Organisation: String(of.organisationId),
    Invitation: await inserted(
      `INSERT INTO invitation (kind, token_hash, organisation_id, role, invited_by, issued_at, expires_at)
       VALUES (?, ?, ?, ?, ?, NOW(6), NOW(6) + INTERVAL 1 DAY)`,
      [
        of.role === Role.SYSTEM_ADMINISTRATOR ? 'OFFICER' : 'COLLEAGUE',
        `invitation-${userId}`.padEnd(43, '0'),
        of.organisationId,
        of.role,
        userId,
      ],
    ),
    AccessProposal: await inserted(
      `INSERT INTO access_proposal (kind, organisation_id, role, wish, proposed_by, proposed_as, proposed_at, expires_at)
       VALUES ('INVITATION', ?, ?, '{}', ?, ?, NOW(6), NOW(6) + INTERVAL 1 DAY)`,
      [of.organisationId, of.role, userId, of.role],
    ),
    MachineClient: await inserted(
      `INSERT INTO machine_client (organisation_id, role, name, permissions, networks, expires_at, created_by)
       VALUES (?, ?, '样例', '[]', '[]', NOW(6) + INTERVAL 1 DAY, ?)`,
      [of.organisationId, of.role, userId],
    ),
  };
}

/** As if the person had just proven again who they are, in all their sessions. */
export async function stepUp(journey: Journey, username: string): Promise<void> {
  await journey.platform.dataSource.query(
    'UPDATE session s JOIN `user` u ON u.id = s.user_id SET s.stepped_up_at = NOW(6) WHERE u.username = ?',
    [username],
  );
}
