import { Kind, OperationTypeNode, parse } from 'graphql';
import { DatabaseOwner } from './database-owner';

/** Mutations that change nothing which lasts: they hand out a challenge that expires. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set([
  'beginStepUp',
  'beginPasskeySignIn',
  'beginPasskeyRegistration',
  'beginSingleSignOn',
]);

/**
 * Watches the mutations of a run: each that succeeded must have left an audit entry under the correlation id of its
 * answer. A new mutation that forgets to makes the first journey that uses it fail.
 */
export class AuditedMutations {
  private readonly succeeded = new Map<string, readonly string[]>();

  /** @param correlationId of the answer's x-correlation-id */
  note(query: string, correlationId: string | null, reply: { data?: unknown; errors?: unknown }): void {
    if (reply.errors !== undefined || correlationId === null) return;
    const fields = mutationsOf(query).filter(
      (field) => !WITHOUT_EFFECT.has(field) && !saysUnchanged(reply.data, field),
    );
    if (fields.length > 0) this.succeeded.set(correlationId, fields);
  }

  /** Throws with the mutations that left nothing behind. */
  async assertAudited(owner: DatabaseOwner): Promise<void> {
    const rows = await owner.query<{ id: string }[]>('SELECT DISTINCT correlation_id AS id FROM audit_entry');
    const audited = new Set(rows.map(({ id }) => id));
    const forgotten = [...this.succeeded].filter(([id]) => !audited.has(id)).flatMap(([, fields]) => fields);
    if (forgotten.length > 0) throw new Error(`no audit entry of: ${[...new Set(forgotten)].join(', ')}`);
  }
}

/** A request that was sent again and wrote nothing says so in its answer. */
function saysUnchanged(data: unknown, field: string): boolean {
  const answer = (data as Record<string, { readonly outcome?: unknown } | null> | null)?.[field];
  return answer?.outcome === 'UNCHANGED';
}

/** Root fields of a document that is one mutation; none for anything else. */
export function mutationsOf(query: string): string[] {
  const definitions = parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return definitions
    .filter(({ operation }) => operation === OperationTypeNode.MUTATION)
    .flatMap(({ selectionSet }) => selectionSet.selections)
    .flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}
