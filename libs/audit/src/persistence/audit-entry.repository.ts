import { Injectable } from '@nestjs/common';
import { addDays, CalendarDate, EntityId, Page, PageRequest } from '@sxbq/kernel';
import { allOf, condition, equals, isOneOf, listPage, SqlCondition, startsWith, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { AuditResult } from '../domain/audit-result';
import { AuditChanges } from '../domain/changes';
import { AuditEntry } from './audit-entry.entity';
import { parsedJson } from './chain-reads';

/** What an audit administrator may search by; a field left out is not asked for. */
export interface AuditFilter {
  /** Both ends of the instant are included. */
  readonly occurredFrom?: Date;
  readonly occurredTo?: Date;
  /** An action, or with a final dot all of a lib: 'agreements.'. */
  readonly action?: string;
  /** One of these; none of them holds for no entry. */
  readonly actions?: readonly string[];
  /** The day in Asia/Shanghai on which it happened. */
  readonly day?: CalendarDate;
  readonly actorUserId?: EntityId;
  readonly actorOrganisationId?: EntityId;
  readonly actorMembershipId?: EntityId;
  readonly actorSessionId?: EntityId;
  readonly actorClientId?: EntityId;
  readonly objectType?: string;
  readonly objectId?: string;
  readonly result?: AuditResult;
  readonly correlationId?: string;
}

/** One entry as it is shown. */
export interface AuditEntryRow {
  readonly id: string;
  readonly occurredAt: Date;
  readonly actorRole: string;
  readonly actorUserId: EntityId | null;
  readonly actorOrganisationId: EntityId | null;
  readonly actorSessionId: EntityId | null;
  readonly actorMembershipId: EntityId | null;
  readonly actorClientId: EntityId | null;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string | null;
  readonly changes: AuditChanges | null;
  readonly details: object | null;
  readonly result: AuditResult;
  readonly correlationId: string;
  readonly address: string | null;
}

type StoredRow = Omit<AuditEntryRow, 'changes' | 'details'> & { changes: unknown; details: unknown };

const COLUMNS = `id, occurred_at AS occurredAt, actor_role AS actorRole, actor_user_id AS actorUserId,
  actor_organisation_id AS actorOrganisationId, actor_session_id AS actorSessionId,
  actor_membership_id AS actorMembershipId, actor_client_id AS actorClientId, action, object_type AS objectType,
  object_id AS objectId, changes, details, result, correlation_id AS correlationId, address`;

/** Appends and reads. There is no statement here that changes or deletes an entry. */
@Injectable()
export class AuditEntryRepository {
  constructor(private readonly dataSource: DataSource) {}

  async append(tx: Transaction, entry: Omit<AuditEntry, 'id'>): Promise<void> {
    await tx.insert(AuditEntry, entry as never);
  }

  /** In a transaction of its own. */
  async appendAlone(entry: Omit<AuditEntry, 'id'>): Promise<void> {
    await this.dataSource.manager.insert(AuditEntry, entry as never);
  }

  /** Newest first. */
  async list(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntryRow>> {
    const rows = await listPage<StoredRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'audit_entry', params: [] },
        where: conditionOf(filter),
        orderBy: 'id DESC',
      },
      page,
    );
    return { items: rows.items.map(shown), total: rows.total };
  }
}

function conditionOf(filter: AuditFilter): SqlCondition {
  const same = (column: string, value: string | number | undefined) =>
    value === undefined ? null : equals(column, value);
  return allOf(
    filter.occurredFrom ? condition('occurred_at >= ?', [filter.occurredFrom]) : null,
    filter.occurredTo ? condition('occurred_at <= ?', [filter.occurredTo]) : null,
    filter.action?.endsWith('.') ? startsWith('action', filter.action) : same('action', filter.action),
    filter.actions ? isOneOf('action', filter.actions) : null,
    filter.day ? onDay(filter.day) : null,
    same('actor_user_id', filter.actorUserId),
    same('actor_organisation_id', filter.actorOrganisationId),
    same('actor_membership_id', filter.actorMembershipId),
    same('actor_session_id', filter.actorSessionId),
    same('actor_client_id', filter.actorClientId),
    same('object_type', filter.objectType),
    same('object_id', filter.objectId),
    same('result', filter.result),
    same('correlation_id', filter.correlationId),
  );
}

function onDay(day: CalendarDate): SqlCondition {
  const [from, to] = [day, addDays(day, 1)].map((midnight) => new Date(`${midnight}T00:00:00+08:00`));
  return condition('occurred_at >= ? AND occurred_at < ?', [from, to]);
}

function shown(row: StoredRow): AuditEntryRow {
  return {
    ...row,
    id: String(row.id),
    changes: parsedJson(row.changes) as AuditChanges | null,
    details: parsedJson(row.details) as object | null,
  };
}
