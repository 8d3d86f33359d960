import { Injectable } from '@nestjs/common';
import { CalendarDate, groupBy, Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  containsText,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlRunner,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PostingContent } from '../domain/posting-content';
import { PostingKind } from '../domain/posting-kind';
import { PostingSort } from '../domain/posting-sort';
import { PostingStatus } from '../domain/posting-status';
import { PostingFinding } from '../domain/rules/posting-rule';
import { JobPostingFinding } from './job-posting-finding.entity';
import { JobPostingMajor } from './job-posting-major.entity';
import { JobPosting } from './job-posting.entity';
import { postingDirectoryScope, postingFactScope } from './posting-scope';

/** A posting as reads give it out. */
export interface PostingRow extends PostingContent {
  readonly id: number;
  readonly enterpriseId: number;
  readonly code: string;
  readonly status: PostingStatus;
  /** Places given away by accepted offers. */
  readonly taken: number;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly changedAt: Date;
  readonly revision: number;
}

export interface PostingFilter {
  readonly enterpriseId?: number | null;
  readonly status?: PostingStatus | null;
  readonly kind?: PostingKind | null;
  readonly occupationCode?: string | null;
  /** First digits of the place of work. */
  readonly regionPrefix?: string | null;
  /** Only postings that ask for this major, or for none. */
  readonly majorName?: string | null;
  /** Part of the title, or the beginning of the code. */
  readonly search?: string | null;
}

/** What of a posting a step writes beside its content. */
export type PostingMarks = Partial<Pick<JobPosting, 'status' | 'submittedAt' | 'decidedAt' | 'decidedBy'>>;

const COLUMNS = `p.id, p.enterprise_id AS enterpriseId, p.code, p.kind, p.title,
  p.occupation_edition AS occupationEdition, p.occupation_code AS occupationCode, p.grade_floor AS gradeFloor, p.heads,
  p.taken, p.salary_min AS salaryMin, p.salary_max AS salaryMax, p.region_code AS regionCode, p.shift,
  p.starts_on AS startsOn, p.valid_until AS validUntil, p.description, p.status, p.submitted_at AS submittedAt,
  p.decided_at AS decidedAt, p.changed_at AS changedAt, p.revision`;

const ORDER_BY: Readonly<Record<PostingSort, string>> = {
  [PostingSort.RECORDED_ASC]: 'p.id',
  [PostingSort.CHANGED_DESC]: 'p.changed_at DESC, p.id DESC',
  [PostingSort.VALID_UNTIL_ASC]: 'p.valid_until, p.id',
  [PostingSort.SALARY_DESC]: 'p.salary_min DESC, p.id DESC',
};

type StoredPosting = Omit<PostingRow, 'majorNames'>;

/** Postings with their majors and findings. */
@Injectable()
export class PostingsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async list(scope: RowScope, filter: PostingFilter, sort: PostingSort, page: PageRequest): Promise<Page<PostingRow>> {
    const runner = this.dataSource.manager;
    const { items, total } = await listPage<StoredPosting>(
      runner,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'job_posting p', params: [] },
        where: allOf(postingDirectoryScope(scope, 'p'), ...conditions(filter)),
        orderBy: ORDER_BY[sort],
      },
      page,
    );
    return { items: await withMajors(runner, items), total };
  }

  /** The postings of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, PostingRow>> {
    const rows = await this.select(
      this.dataSource.manager,
      allOf(isOneOf('p.id', ids), postingDirectoryScope(scope, 'p')),
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The posting, locked until the transaction ends; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<PostingRow | null> {
    const where = allOf(equals('p.id', id), postingFactScope(scope, 'p'));
    return (await this.select(tx, where, ' FOR UPDATE'))[0] ?? null;
  }

  /** As `lock`, by the enterprise's own number. */
  async lockByCode(tx: Transaction, enterpriseId: number, code: string): Promise<PostingRow | null> {
    const where = allOf(equals('p.enterprise_id', enterpriseId), equals('p.code', code));
    return (await this.select(tx, where, ' FOR UPDATE'))[0] ?? null;
  }

  async isOwn(tx: Transaction, scope: RowScope, id: number): Promise<boolean> {
    const where = allOf(equals('p.id', id), postingFactScope(scope, 'p'));
    const rows = (await tx.query(`SELECT 1 FROM job_posting p WHERE ${where.sql}`, [...where.params])) as unknown[];
    return rows.length > 0;
  }

  /** The posting if it is shown on that day, to the scope where one is given. */
  async shown(tx: Transaction, id: number, today: CalendarDate, scope?: RowScope): Promise<PostingRow | null> {
    const where = allOf(equals('p.id', id), shownOn(today), scope ? postingDirectoryScope(scope, 'p') : null);
    return (await this.select(tx, where))[0] ?? null;
  }

  /** Those of the postings that are shown on that day, to the scope. */
  async shownAmong(
    tx: Transaction,
    scope: RowScope,
    ids: readonly number[],
    today: CalendarDate,
  ): Promise<ReadonlySet<number>> {
    const where = allOf(isOneOf('p.id', ids), shownOn(today), postingDirectoryScope(scope, 'p'));
    const rows = (await tx.query(`SELECT p.id FROM job_posting p WHERE ${where.sql}`, [...where.params])) as {
      id: number;
    }[];
    return new Set(rows.map((row) => row.id));
  }

  /** One place less; false when none is left. */
  async takePlace(tx: Transaction, id: number): Promise<boolean> {
    const result = (await tx.query(
      'UPDATE job_posting SET taken = taken + 1 WHERE id = ? AND taken < heads AND status = ?',
      [id, PostingStatus.LIVE],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  async giveBackPlace(tx: Transaction, id: number): Promise<void> {
    await tx.query('UPDATE job_posting SET taken = taken - 1 WHERE id = ? AND taken > 0', [id]);
  }

  /** Codes of the enterprise's other postings that wait or are shown and are the same offer as the one of `code`. */
  async sameOffers(tx: Transaction, enterpriseId: number, fingerprint: string, code: string): Promise<string[]> {
    const rows = (await tx.query(
      `SELECT code FROM job_posting
        WHERE enterprise_id = ? AND fingerprint = ? AND status IN (?) AND code <> ? ORDER BY id LIMIT 10`,
      [enterpriseId, fingerprint, [PostingStatus.SUBMITTED, PostingStatus.LIVE], code],
    )) as { code: string }[];
    return rows.map((row) => row.code);
  }

  async insert(
    tx: Transaction,
    posting: PostingContent & PostingMarks & Pick<JobPosting, 'enterpriseId' | 'code' | 'status' | 'fingerprint'>,
  ): Promise<number> {
    const { majorNames, ...columns } = posting;
    const id = await insertRow(tx, JobPosting, columns);
    await writeMajors(tx, id, majorNames);
    return id;
  }

  /** Writes the posting of the revision that was read; false when another client was faster. */
  async update(
    tx: Transaction,
    read: Pick<PostingRow, 'id' | 'revision'>,
    change: Partial<PostingContent> & PostingMarks & Partial<Pick<JobPosting, 'fingerprint'>>,
  ): Promise<boolean> {
    const { majorNames, ...columns } = change;
    const at = { id: read.id, revision: read.revision };
    const result = await tx.update(JobPosting, at, { ...columns, revision: read.revision + 1 });
    if (result.affected !== 1) return false;
    if (majorNames) {
      await tx.delete(JobPostingMajor, { jobPostingId: read.id });
      await writeMajors(tx, read.id, majorNames);
    }
    return true;
  }

  /** Replaces what stands against the posting. */
  async setFindings(tx: Transaction, id: number, findings: readonly PostingFinding[]): Promise<void> {
    await tx.delete(JobPostingFinding, { jobPostingId: id });
    const rows = findings.map(({ field, rule, message }) => ({
      jobPostingId: id,
      field,
      rule,
      message: message.slice(0, 255),
    }));
    if (rows.length > 0) await tx.insert(JobPostingFinding, rows);
  }

  /** What stands against each posting, by posting. The caller has read the postings within its scope. */
  async findings(ids: readonly number[]): Promise<Map<number, PostingFinding[]>> {
    if (ids.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      `SELECT job_posting_id AS postingId, field, rule, message FROM job_posting_finding
        WHERE job_posting_id IN (?) ORDER BY id`,
      [ids],
    )) as (PostingFinding & { postingId: number })[];
    return groupBy(rows, (row) => row.postingId);
  }

  /** Ids of shown postings whose last day is past, oldest first. */
  async overdue(today: CalendarDate, limit: number): Promise<number[]> {
    const rows = (await this.dataSource.query(
      'SELECT id FROM job_posting WHERE status = ? AND valid_until < ? ORDER BY id LIMIT ?',
      [PostingStatus.LIVE, today, limit],
    )) as { id: number }[];
    return rows.map((row) => row.id);
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<PostingRow[]> {
    const sql = `SELECT ${COLUMNS} FROM job_posting p WHERE ${where.sql}${suffix}`;
    return withMajors(runner, (await runner.query(sql, [...where.params])) as StoredPosting[]);
  }
}

async function withMajors(runner: SqlRunner, rows: readonly StoredPosting[]): Promise<PostingRow[]> {
  if (rows.length === 0) return [];
  const majors = (await runner.query(
    `SELECT job_posting_id AS postingId, major_name AS majorName FROM job_posting_major
      WHERE job_posting_id IN (?) ORDER BY major_name`,
    [rows.map((row) => row.id)],
  )) as { postingId: number; majorName: string }[];
  const byPosting = groupBy(majors, (major) => major.postingId);
  return rows.map((row) => ({ ...row, majorNames: (byPosting.get(row.id) ?? []).map((major) => major.majorName) }));
}

async function writeMajors(tx: Transaction, jobPostingId: number, majorNames: readonly string[]): Promise<void> {
  if (majorNames.length === 0) return;
  await tx.insert(
    JobPostingMajor,
    majorNames.map((majorName) => ({ jobPostingId, majorName })),
  );
}

function conditions(filter: PostingFilter): (SqlCondition | null)[] {
  const { enterpriseId, status, kind, occupationCode, regionPrefix, majorName, search } = filter;
  return [
    enterpriseId ? equals('p.enterprise_id', enterpriseId) : null,
    status ? equals('p.status', status) : null,
    kind ? equals('p.kind', kind) : null,
    occupationCode ? equals('p.occupation_code', occupationCode) : null,
    regionPrefix ? startsWith('p.region_code', regionPrefix) : null,
    majorName ? asksFor(majorName) : null,
    search?.trim() ? containsText(['p.title', 'p.code'], search.trim()) : null,
  ];
}

const shownOn = (today: CalendarDate): SqlCondition =>
  condition('p.status = ? AND p.valid_until >= ?', [PostingStatus.LIVE, today]);

function asksFor(majorName: string): SqlCondition {
  const named = 'SELECT 1 FROM job_posting_major m WHERE m.job_posting_id = p.id';
  return condition(`NOT EXISTS (${named}) OR EXISTS (${named} AND m.major_name = ?)`, [majorName]);
}
