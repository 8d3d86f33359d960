import { CalendarDate } from '@sxbq/kernel';
import { ClockCheck, RowReader, SqlCondition } from '@sxbq/platform';
import { ChainedEntry } from '../domain/chain';
import { SignedHead } from '../domain/head';

/** Runs a statement and answers rows as arrays. */
export type Rows = RowReader['rows'];

/** A link with the entry that it is for; null when that is gone. */
export interface ChainLink {
  readonly position: number;
  readonly entryId: string;
  readonly hash: Buffer;
  readonly entry: ChainedEntry | null;
}

/** Name in the canonical JSON → column; every column of an entry is sealed. Names are never changed, only added. */
const ENTRY_COLUMNS = {
  id: 'CAST(e.id AS CHAR)',
  occurredAt: 'CAST(e.occurred_at AS CHAR)',
  actorRole: 'e.actor_role',
  actorUserId: 'e.actor_user_id',
  actorOrganisationId: 'e.actor_organisation_id',
  actorSessionId: 'e.actor_session_id',
  actorMembershipId: 'e.actor_membership_id',
  actorClientId: 'e.actor_client_id',
  action: 'e.action',
  objectType: 'e.object_type',
  objectId: 'e.object_id',
  changes: 'e.changes',
  details: 'e.details',
  result: 'e.result',
  correlationId: 'e.correlation_id',
  address: 'e.address',
} as const;

/** Names of an entry's fields, in the order in which they are read. */
export const ENTRY_FIELDS = Object.keys(ENTRY_COLUMNS) as readonly (keyof typeof ENTRY_COLUMNS)[];
const ENTRY_SQL = Object.values(ENTRY_COLUMNS).join(', ');

/** A join, since servers turn NOT EXISTS into a table of all links. */
const WITH_LINK = 'audit_entry e LEFT JOIN audit_link l ON l.entry_id = e.id';
const UNSEALED = 'l.entry_id IS NULL';

/** This process's moment or that of the connection's server, whichever is earlier: a day that is over by it is over. */
export function earlierNow(clocks: ClockCheck, rows: Rows): Promise<Date> {
  return clocks.earlierNow(async (sql) => {
    const [[now] = ['']] = await rows<[string]>(sql, []);
    return now;
  });
}

/** Entries without a link above an id, in order of id. */
export async function unsealedEntries(rows: Rows, aboveId: number, limit: number): Promise<ChainedEntry[]> {
  const found = await rows(
    `SELECT ${ENTRY_SQL} FROM ${WITH_LINK} WHERE e.id > ? AND ${UNSEALED} ORDER BY e.id LIMIT ?`,
    [aboveId, limit],
  );
  return found.map((row) => entryOf(row));
}

/** The first entry without a link among those the condition (alias e) holds for. */
export async function firstUnsealed(rows: Rows, { sql, params }: SqlCondition): Promise<ChainedEntry | null> {
  const [row] = await rows(
    `SELECT ${ENTRY_SQL} FROM ${WITH_LINK} WHERE (${sql}) AND ${UNSEALED} ORDER BY e.id LIMIT 1`,
    params,
  );
  return row === undefined ? null : entryOf(row);
}

export async function highestEntryId(rows: Rows): Promise<number> {
  const [[highest] = [null]] = await rows<[number | null]>('SELECT MAX(id) FROM audit_entry', []);
  return Number(highest ?? 0);
}

/** Links of a day above a position, in order of it. */
export async function linksOf(rows: Rows, day: CalendarDate, above: number, limit: number): Promise<ChainLink[]> {
  const found = await rows<[number, string, Buffer, ...unknown[]]>(
    `SELECT l.position, CAST(l.entry_id AS CHAR), l.hash, ${ENTRY_SQL}
       FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry_id
      WHERE l.day = ? AND l.position > ? ORDER BY l.position LIMIT ?`,
    [day, above, limit],
  );
  return found.map(([position, entryId, hash, ...entry]) => ({
    position,
    entryId,
    hash,
    entry: entry[0] === null ? null : entryOf(entry),
  }));
}

/** The last link of a day; null when it has none. */
export async function tailOf(rows: Rows, day: CalendarDate): Promise<{ position: number; hash: Buffer } | null> {
  const [row] = await rows<[number, Buffer]>(
    'SELECT position, hash FROM audit_link WHERE day = ? ORDER BY position DESC LIMIT 1',
    [day],
  );
  return row === undefined ? null : { position: row[0], hash: row[1] };
}

/** Days with links, oldest first. */
export async function chainedDays(rows: Rows): Promise<CalendarDate[]> {
  const found = await rows<[string]>('SELECT CAST(day AS CHAR) FROM audit_link GROUP BY day ORDER BY day', []);
  return found.map(([day]) => day);
}

/** Every head, in order of number: one or a few for each day. */
export async function allHeads(rows: Rows): Promise<SignedHead[]> {
  return headRows(rows, 'ORDER BY number');
}

export async function lastHead(rows: Rows): Promise<SignedHead | null> {
  return (await headRows(rows, 'ORDER BY number DESC LIMIT 1'))[0] ?? null;
}

/** The last day that takes no more entries. */
export async function lastClosedDay(rows: Rows): Promise<CalendarDate | null> {
  const [[day] = [null]] = await rows<[string | null]>('SELECT CAST(MAX(day) AS CHAR) FROM audit_head WHERE final', []);
  return day;
}

/** Public keys that heads were signed with, by id. */
export async function registeredKeys(rows: Rows): Promise<Map<string, Buffer>> {
  return new Map(await rows<[string, Buffer]>('SELECT key_id, public_key FROM audit_key', []));
}

async function headRows(rows: Rows, order: string): Promise<SignedHead[]> {
  const found = await rows<[number, string, number, number, Buffer, Buffer, string, string, Buffer]>(
    `SELECT number, CAST(day AS CHAR), final, entry_count, last_hash, previous_hash, CAST(signed_at AS CHAR), key_id,
            signature
       FROM audit_head ${order}`,
    [],
  );
  return found.map(([number, day, final, entryCount, lastHash, previousHash, signedAt, keyId, signature]) => ({
    number,
    day,
    final: final === 1,
    entryCount,
    lastHash,
    previousHash,
    signedAt,
    keyId,
    signature,
  }));
}

function entryOf(row: readonly unknown[]): ChainedEntry {
  const entry: Record<string, unknown> = {};
  ENTRY_FIELDS.forEach((field, index) => (entry[field] = row[index]));
  entry['changes'] = parsedJson(entry['changes']);
  entry['details'] = parsedJson(entry['details']);
  return entry as ChainedEntry;
}

/** MariaDB hands JSON out as text, MySQL as a value. */
export function parsedJson(value: unknown): unknown {
  return typeof value === 'string' ? JSON.parse(value) : (value ?? null);
}
