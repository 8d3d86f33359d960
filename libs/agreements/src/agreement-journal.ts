import { Injectable } from '@nestjs/common';
import { AuditTrail, changesBetween } from '@sxbq/audit';
import { Clock, FACT_CHANGED, FactChanged, FactKind, Principal } from '@sxbq/kernel';
import { Outbox, Transaction } from '@sxbq/platform';
import { AgreementEventKind } from './domain/agreement-event-kind';
import { AgreementStatus } from './domain/agreement-status';
import { AgreementEventRepository } from './persistence/agreement-event.repository';

/** One step of an agreement's life, as it is to be remembered. */
export interface JournalEntry {
  readonly agreement: { readonly id: number; readonly schoolId: number };
  readonly kind: AgreementEventKind;
  readonly from: AgreementStatus | null;
  readonly to: AgreementStatus | null;
  /** Permission's code, the audit's name for it. */
  readonly action: string;
  /** Images of what changed: the agreement's fields, or its plan's or record's. */
  readonly before?: object;
  readonly after?: object;
  /** Reasons and ids that are no field. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly fact?: FactKind;
}

/**
 * Remembers a step three times in the transaction that takes it: as an event of the agreement (who, when, from, to,
 * diff), in the audit trail, and as a changed fact from which compliance is computed anew.
 */
@Injectable()
export class AgreementJournal {
  constructor(
    private readonly events: AgreementEventRepository,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async record(tx: Transaction, principal: Principal, entry: JournalEntry): Promise<void> {
    const { agreement, kind, from, to, before, after, details } = entry;
    const changes = changesBetween('Agreement', before, after);
    await this.events.insert(tx, {
      agreementId: agreement.id,
      kind,
      fromStatus: from,
      toStatus: to,
      actorId: principal.userId,
      occurredAt: this.clock.now(),
      diff: changes || details ? { changes, details: details ?? null } : null,
    });
    await this.audit.record(tx, {
      action: entry.action,
      objectType: 'Agreement',
      objectId: agreement.id,
      ...(before ? { before } : {}),
      ...(after ? { after } : {}),
      details: { event: kind, ...details },
    });
    const changed: FactChanged = { fact: entry.fact ?? 'AGREEMENT', schoolIds: [agreement.schoolId] };
    await this.outbox.append(tx, FACT_CHANGED, changed);
  }
}
