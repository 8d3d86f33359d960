import { currentContext } from '../observability/request-context';

const WRITE = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE)(?:\s+(?:IGNORE|LOW_PRIORITY|INTO|FROM))*\s+`?(\w+)/i;
const AUDIT = 'audit_entry';
/** Written with every message, saying nothing that the facts do not. */
const MESSAGES: ReadonlySet<string> = new Set(['outbox_event', 'inbox_message']);

/**
 * Holds one transaction to the law that what a person or a machine client changes is audited with it (assurance D2): no
 * audit entry, no write. What the system does on its own behalf is derived from facts and may go without.
 */
export class AuditedWrites {
  private readonly onBehalfOfSomebody = isOnBehalfOfSomebody();
  private table: string | null = null;
  private isAudited = false;

  /** Tells of a statement that succeeded, and what the driver answered: one that touched no row has written nothing. */
  saw(sql: string, answer: unknown): void {
    const table = this.onBehalfOfSomebody ? WRITE.exec(sql)?.[1]?.toLowerCase() : undefined;
    if (table === undefined || MESSAGES.has(table) || affectedRows(answer) === 0) return;
    if (table === AUDIT) this.isAudited = true;
    else this.table ??= table;
  }

  /** Throws when the transaction must not commit: a mistake in the program, not of the caller. */
  assertAudited(): void {
    if (this.table !== null && !this.isAudited) throw new Error(`'${this.table}' was written without an audit entry`);
  }
}

/** A request, also one of somebody not signed in; or a job that acts for somebody. */
function isOnBehalfOfSomebody(): boolean {
  const context = currentContext();
  if (!context) return false;
  return context.address !== null || (context.principal !== null && context.principal.role !== 'SYSTEM');
}

/** The driver's own answer, or TypeORM's around it. */
function affectedRows(answer: unknown): unknown {
  const { affectedRows: own, affected } = (answer ?? {}) as { affectedRows?: unknown; affected?: unknown };
  return own ?? affected;
}
