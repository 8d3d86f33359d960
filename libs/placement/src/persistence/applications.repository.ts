import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlRunner,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ApplicationOrigin, ApplicationStatus, OPEN_STATUSES } from '../domain/application-status';
import { ApplicationEvent } from './application-event.entity';
import { applicationScope } from './application-scope';
import { Application } from './application.entity';

export interface ApplicationRow {
  readonly id: number;
  readonly jobPostingId: number;
  readonly graduateId: number;
  readonly enterpriseId: number;
  readonly schoolId: number;
  readonly origin: ApplicationOrigin;
  readonly status: ApplicationStatus;
  readonly expiresAt: Date | null;
  readonly reason: string | null;
  /** Whether the graduate ever agreed to meet the enterprise: by applying, by a yes to the invitation, or in a round. */
  readonly graduateAgreed: boolean;
  readonly revision: number;
  readonly recordedAt: Date;
  readonly changedAt: Date;
}

export interface ApplicationFilter {
  readonly jobPostingId?: number | null;
  readonly graduateId?: number | null;
  readonly status?: ApplicationStatus | null;
  readonly origin?: ApplicationOrigin | null;
}

export type ApplicationEventRow = Pick<
  ApplicationEvent,
  'applicationId' | 'fromStatus' | 'toStatus' | 'side' | 'occurredAt'
>;

/** What a step writes. */
export type ApplicationChange = Pick<Application, 'status'> &
  Partial<Pick<Application, 'acceptedGraduateId' | 'expiresAt' | 'reason'>>;

/** At most one application of a graduate and a posting is going on. */
export const OPEN_PAIR = 'ix_application_job_posting_id_graduate_id_open';

export type NewApplication = Pick<
  Application,
  'jobPostingId' | 'graduateId' | 'enterpriseId' | 'schoolId' | 'origin' | 'status' | 'expiresAt'
>;

/** Alias: application a. */
export const GRADUATE_AGREED: SqlCondition = condition(`a.origin <> '${ApplicationOrigin.INVITATION}' OR EXISTS (
           SELECT 1 FROM application_event met
            WHERE met.application_id = a.id AND met.to_status = '${ApplicationStatus.INTERVIEW}')`);

const COLUMNS = `a.id, a.job_posting_id AS jobPostingId, a.graduate_id AS graduateId, a.enterprise_id AS enterpriseId,
  a.school_id AS schoolId, a.origin, a.status, a.expires_at AS expiresAt, a.reason, a.revision,
  ${GRADUATE_AGREED.sql} AS graduateAgreed,
  a.recorded_at AS recordedAt, a.changed_at AS changedAt`;

type StoredApplication = Omit<ApplicationRow, 'graduateAgreed'> & { readonly graduateAgreed: number };

const isOpen = (status: ApplicationStatus): number | null => (OPEN_STATUSES.includes(status) ? 1 : null);

@Injectable()
export class ApplicationsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In order of recording. */
  async list(scope: RowScope, filter: ApplicationFilter, page: PageRequest): Promise<Page<ApplicationRow>> {
    const { jobPostingId, graduateId, status, origin } = filter;
    const { items, total } = await listPage<StoredApplication>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'application a', params: [] },
        where: allOf(
          applicationScope(scope, 'a'),
          jobPostingId ? equals('a.job_posting_id', jobPostingId) : null,
          graduateId ? equals('a.graduate_id', graduateId) : null,
          status ? equals('a.status', status) : null,
          origin ? equals('a.origin', origin) : null,
        ),
        orderBy: 'a.id',
      },
      page,
    );
    return { items: items.map(read), total };
  }

  /** The applications of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, ApplicationRow>> {
    const rows = await this.select(this.dataSource.manager, allOf(isOneOf('a.id', ids), applicationScope(scope, 'a')));
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The application, locked until the transaction ends; null when the scope may not act in it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<ApplicationRow | null> {
    const where = allOf(equals('a.id', id), applicationScope(scope, 'a'));
    return (await this.select(tx, where, ' FOR UPDATE'))[0] ?? null;
  }

  insert(tx: Transaction, application: NewApplication): Promise<number> {
    return insertRow(tx, Application, { ...application, open: isOpen(application.status) });
  }

  /** Invitations to the posting that nobody answered yet. */
  async countUnanswered(tx: Transaction, jobPostingId: number): Promise<number> {
    return tx.countBy(Application, {
      jobPostingId,
      origin: ApplicationOrigin.INVITATION,
      status: ApplicationStatus.SENT,
      open: 1,
    });
  }

  /** Writes a step of the revision that was read; false when another client was faster. */
  async update(
    tx: Transaction,
    read: Pick<ApplicationRow, 'id' | 'revision'>,
    change: ApplicationChange,
  ): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    const open = isOpen(change.status);
    const result = await tx.update(Application, at, { ...change, open, revision: read.revision + 1 });
    return result.affected === 1;
  }

  async remember(tx: Transaction, event: ApplicationEventRow): Promise<void> {
    await tx.insert(ApplicationEvent, event);
  }

  /** The graduate's other applications that are going on, locked, in order of id. */
  async lockOthers(tx: Transaction, graduateId: number, exceptId: number): Promise<ApplicationRow[]> {
    const others: SqlCondition = condition('a.graduate_id = ? AND a.open = 1 AND a.id <> ?', [graduateId, exceptId]);
    return this.select(tx, others, ' ORDER BY a.id FOR UPDATE');
  }

  /** Steps of the applications, oldest first. The caller has read the applications within its scope. */
  async events(ids: readonly number[]): Promise<ApplicationEventRow[]> {
    if (ids.length === 0) return [];
    return (await this.dataSource.query(
      `SELECT application_id AS applicationId, from_status AS fromStatus, to_status AS toStatus, side,
              occurred_at AS occurredAt
         FROM application_event WHERE application_id IN (?) ORDER BY id`,
      [ids],
    )) as ApplicationEventRow[];
  }

  /** Ids of applications whose time for an answer is over, oldest first. */
  async overdue(now: Date, limit: number): Promise<number[]> {
    const waiting = [ApplicationStatus.SENT, ApplicationStatus.INTERVIEW, ApplicationStatus.OFFERED];
    const rows = (await this.dataSource.query(
      'SELECT id FROM application WHERE status IN (?) AND expires_at < ? ORDER BY id LIMIT ?',
      [waiting, now, limit],
    )) as { id: number }[];
    return rows.map((row) => row.id);
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<ApplicationRow[]> {
    const rows = (await runner.query(`SELECT ${COLUMNS} FROM application a WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as StoredApplication[];
    return rows.map(read);
  }
}

const read = (row: StoredApplication): ApplicationRow => ({ ...row, graduateAgreed: Boolean(row.graduateAgreed) });
