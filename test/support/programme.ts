import { Principal, Role, SYSTEM_PRINCIPAL, unifiedSocialCreditCheckCharacter } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { DataSource } from 'typeorm';

/** A signed-in user of the role; what is not given is what most roles lack. */
export function principalOf(role: Role, of: Partial<Principal> = {}): Principal {
  return { ...SYSTEM_PRINCIPAL, userId: 1, sessionId: 1, organisationId: 1, role, ...of };
}

/** Runs the work as a request of the principal. */
export function actingAs<T>(principal: Principal, work: () => Promise<T>): Promise<T> {
  return runInContext(newRequestContext(principal), work);
}

/** A credit code with a fitting check character; the same number gives the same code. */
export function someUscc(number: number): string {
  const body = `91320400${String(number).padStart(9, '0')}`;
  return body + (unifiedSocialCreditCheckCharacter(body) as string);
}

/** The code of the error the work is refused with, or what it answered instead. */
export async function refusalOf(work: () => unknown): Promise<unknown> {
  try {
    return { answered: await work() };
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
}

/** How many statements the work sends, transactions included. */
export async function statementsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<number> {
  const logger = jest.spyOn(dataSource.logger, 'logQuery');
  try {
    await work();
    return logger.mock.calls.length;
  } finally {
    logger.mockRestore();
  }
}

export interface AuditRow {
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly changes: Record<string, [before: unknown, after: unknown]> | null;
  readonly details: Record<string, unknown> | null;
}

/** Audit entries and events that the work left behind, oldest first. */
export async function tracesOf(
  dataSource: DataSource,
  work: () => Promise<unknown>,
): Promise<{ audit: AuditRow[]; events: unknown[] }> {
  const [before] = (await dataSource.query(
    'SELECT (SELECT COALESCE(MAX(id), 0) FROM audit_entry) audit, (SELECT COALESCE(MAX(id), 0) FROM outbox_event) event',
  )) as [{ audit: number; event: number }];
  await work();
  const audit = (await dataSource.query(
    `SELECT action, object_type AS objectType, object_id AS objectId, changes, details
       FROM audit_entry WHERE id > ? ORDER BY id`,
    [before.audit],
  )) as AuditRow[];
  const events = (await dataSource.query('SELECT payload FROM outbox_event WHERE id > ? ORDER BY id', [
    before.event,
  ])) as { payload: unknown }[];
  return {
    audit: audit.map((row) => ({ ...row, changes: json(row.changes), details: json(row.details) })),
    events: events.map(({ payload }) => json(payload)),
  };
}

/** MariaDB gives JSON as text, MySQL as an object. */
function json<T>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
