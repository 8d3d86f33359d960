import type { AssessmentSubject } from '@sxbq/assessment';
import { Injectable } from '@nestjs/common';
import { EntityId, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, insertRow, listPage, RowRule, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { ReportKind } from '../domain/report-kind';
import type { Audience, Letterhead } from '../domain/report-options';
import { ReportStatus } from '../domain/report-status';
import { Report } from './report.entity';
import { ReportChunk } from './report-chunk.entity';

/** A bureau sees reports over its own region or a part of it, a school those of its own page. */
const REPORT_ROWS = new RowRule('Report', {
  REGION: ({ prefix }) => ({ regionPrefix: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionPrefix: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ schoolId }),
});

export interface ReportRow {
  readonly id: EntityId;
  readonly runId: EntityId;
  readonly regionPrefix: string;
  readonly kind: ReportKind;
  readonly subject: AssessmentSubject;
  readonly audience: Audience;
  readonly draft: boolean;
  readonly schoolId: EntityId | null;
  readonly letterhead: Letterhead | null;
  readonly status: ReportStatus;
  readonly progress: number;
  readonly bundleDigest: string | null;
  readonly sha256: string | null;
  readonly byteSize: number | null;
  readonly pages: number | null;
  readonly lines: number | null;
  readonly error: string | null;
  readonly requestedBy: EntityId | null;
  readonly membershipId: EntityId | null;
  readonly clientId: EntityId | null;
  readonly version: number;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
}

export type NewReport = Pick<
  ReportRow,
  | 'runId'
  | 'regionPrefix'
  | 'kind'
  | 'subject'
  | 'audience'
  | 'draft'
  | 'schoolId'
  | 'letterhead'
  | 'requestedBy'
  | 'membershipId'
  | 'clientId'
>;

/** What one step of the making changes. */
export type ReportStep = Partial<
  Pick<
    ReportRow,
    'status' | 'progress' | 'bundleDigest' | 'sha256' | 'byteSize' | 'pages' | 'lines' | 'error' | 'finishedAt'
  >
>;

/** Reserved for a report until its size is known. */
export const REPORT_RESERVE_BYTES = 16 * 1024 * 1024;

const COLUMNS = `p.id, p.run_id AS runId, p.region_prefix AS regionPrefix, p.kind, p.subject, p.audience, p.draft,
  p.school_id AS schoolId, p.letterhead, p.status, p.progress, p.bundle_digest AS bundleDigest, p.sha256,
  p.byte_size AS byteSize, p.pages, p.\`lines\`, p.error, p.requested_by AS requestedBy, p.membership_id AS membershipId,
  p.client_id AS clientId, p.version, p.requested_at AS requestedAt, p.finished_at AS finishedAt`;

type StoredRow = Omit<ReportRow, 'draft' | 'letterhead'> & { readonly draft: number; readonly letterhead: unknown };

@Injectable()
export class ReportsRepository {
  constructor(private readonly dataSource: DataSource) {}

  create(tx: Transaction, report: NewReport & { organisationId: EntityId | null }, now: Date): Promise<EntityId> {
    const { draft, letterhead, ...rest } = report;
    return insertRow(tx, Report, {
      ...rest,
      draft: draft ? 1 : 0,
      letterhead: letterhead as object | null,
      status: ReportStatus.QUEUED,
      requestedAt: now,
      changedAt: now,
    });
  }

  /** What the organisation's reports take; those to be made count as what one takes at most. */
  async bytesOf(tx: Transaction, organisationId: EntityId | null): Promise<number> {
    const [row] = (await tx.query(
      `SELECT COALESCE(SUM(CASE WHEN status IN (?) THEN ? ELSE COALESCE(byte_size, 0) END), 0) AS bytes
         FROM report WHERE organisation_id <=> ?`,
      [[ReportStatus.QUEUED, ReportStatus.RUNNING], REPORT_RESERVE_BYTES, organisationId],
    )) as [{ bytes: number | string }];
    return Number(row.bytes);
  }

  /** null when there is no such report or the scope may not see it. */
  async byId(scope: RowScope, id: EntityId): Promise<ReportRow | null> {
    return (await this.select(allOf(reportScope(scope), equals('p.id', id))))[0] ?? null;
  }

  /** Of one run, the newest first. */
  async list(scope: RowScope, runId: EntityId, page: PageRequest): Promise<Page<ReportRow>> {
    const found = await listPage<StoredRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'report p', params: [] },
        where: allOf(reportScope(scope), equals('p.run_id', runId)),
        orderBy: 'p.requested_at DESC, p.id DESC',
      },
      page,
    );
    return { ...found, items: found.items.map(rowOf) };
  }

  /** Writes a step of exactly this version; false when somebody else moved the report on. */
  async advance(tx: Transaction, report: ReportRow, step: ReportStep, now: Date): Promise<boolean> {
    const moved = await tx.update(
      Report,
      { id: report.id, version: report.version },
      { ...step, version: report.version + 1, changedAt: now },
    );
    return moved.affected === 1;
  }

  /** Unfinished reports that nothing happened to since the instant: their worker is gone or their job was lost. */
  async stranded(since: Date): Promise<EntityId[]> {
    const unfinished = [ReportStatus.QUEUED, ReportStatus.RUNNING];
    const rows = await this.select(condition('p.status IN (?) AND p.changed_at < ?', [unfinished, since]));
    return rows.map(({ id }) => id);
  }

  async addChunk(tx: Transaction, reportId: EntityId, position: number, content: Buffer): Promise<void> {
    await tx.insert(ReportChunk, { reportId, position, content });
  }

  async content(reportId: EntityId): Promise<Buffer> {
    const chunks = (await this.dataSource.query(
      'SELECT content FROM report_chunk WHERE report_id = ? ORDER BY position',
      [reportId],
    )) as { content: Buffer }[];
    return Buffer.concat(chunks.map(({ content }) => content));
  }

  private async select(where: SqlCondition): Promise<ReportRow[]> {
    const rows = (await this.dataSource.query(`SELECT ${COLUMNS} FROM report p WHERE ${where.sql} ORDER BY p.id`, [
      ...where.params,
    ])) as StoredRow[];
    return rows.map(rowOf);
  }
}

/** MariaDB gives a JSON column as text, MySQL as an object. */
function rowOf({ draft, letterhead, ...row }: StoredRow): ReportRow {
  const parsed: unknown = typeof letterhead === 'string' ? JSON.parse(letterhead) : letterhead;
  return { ...row, draft: draft === 1, letterhead: parsed as Letterhead | null };
}

const reportScope = (scope: RowScope): SqlCondition =>
  REPORT_ROWS.toSql(scope, { regionPrefix: 'p.region_prefix', schoolId: 'p.school_id' });
