import { Injectable } from '@nestjs/common';
import { Clock, Principal } from '@sxbq/kernel';
import { currentContext, Transaction } from '@sxbq/platform';
import { AuditResult } from './domain/audit-result';
import { changesBetween } from './domain/changes';
import { clearedObject } from './domain/personal-data';
import { AuditEntry } from './persistence/audit-entry.entity';
import { AuditEntryRepository } from './persistence/audit-entry.repository';
import { RefusalLog } from './refusals/refusal-log';

/** What a service tells the audit; who, when, from where and the correlation id come from the request's context. */
export interface AuditRecord {
  /** '<lib>.<action>', for example 'agreements.file'; at most 64 characters. */
  readonly action: string;
  /** GraphQL name of the object's type. */
  readonly objectType: string;
  readonly objectId?: number | string | null;
  /** Images of the object; only differing fields are kept, personal fields as '[hidden]'. */
  readonly before?: object;
  readonly after?: object;
  /** Codes, counts and reasons that are no field of the object. */
  readonly details?: object;
  /** DONE when left out. */
  readonly result?: AuditResult;
  /** The actor where the context has none yet (sign-in). */
  readonly actor?: Principal;
}

/** Something that was asked for and not allowed. */
export interface AuditRefusal {
  /** '<lib>.<action>', the permission that would have been needed where there is one. */
  readonly action: string;
  /** 'Operation' when left out. */
  readonly objectType?: string;
  readonly objectId?: number | string | null;
  /** Code of the error the caller was answered with. */
  readonly code: string;
}

/** Writes audit entries in the business transaction: no audit, no write (assurance D2). Nothing changes or deletes one. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly entries: AuditEntryRepository,
    private readonly refusals: RefusalLog,
    private readonly clock: Clock,
  ) {}

  async record(tx: Transaction, record: AuditRecord): Promise<void> {
    await this.entries.append(tx, this.entryOf(record));
  }

  /**
   * Records a refusal after the fact, outside of any transaction; returns at once. Of a caller who is refused over and
   * over some are recorded one by one, the others as a count (refusals/).
   */
  recordRefusal({ action, objectType = 'Operation', objectId, code }: AuditRefusal): void {
    const result = AuditResult.REFUSED;
    this.refusals.record(this.entryOf({ action, objectType, objectId: objectId ?? null, details: { code }, result }));
  }

  private entryOf(record: AuditRecord): Omit<AuditEntry, 'id'> {
    const context = currentContext();
    const actor = record.actor ?? context?.principal ?? null;
    return {
      occurredAt: this.clock.now(),
      actorRole: actor?.role ?? 'ANONYMOUS',
      actorUserId: actor?.userId ?? null,
      actorOrganisationId: actor?.organisationId ?? null,
      actorSessionId: actor?.sessionId ?? null,
      actorMembershipId: actor?.membershipId ?? null,
      actorClientId: actor?.clientId ?? null,
      action: record.action,
      objectType: record.objectType,
      objectId: record.objectId === undefined || record.objectId === null ? null : String(record.objectId),
      changes: changesBetween(record.objectType, record.before, record.after),
      details: record.details ? clearedObject(record.objectType, record.details) : null,
      result: record.result ?? AuditResult.DONE,
      correlationId: context?.correlationId ?? '',
      address: context?.address ?? null,
    };
  }
}
