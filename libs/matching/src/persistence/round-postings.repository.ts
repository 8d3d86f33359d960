import { Injectable } from '@nestjs/common';
import { groupBy, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, equals, listPage, Transaction } from '@sxbq/platform';
import { postingFactScope } from '@sxbq/postings';
import { DataSource } from 'typeorm';
import type { RankedGraduate } from '../domain/round-lists';
import { ParticipationStatus } from '../domain/round-status';
import { RoundPosting } from './round-posting.entity';
import { RoundRanking } from './round-ranking.entity';

export type EnrolledPosting = Readonly<RoundPosting>;

/** What is asked of a posting before its enterprise acts with it in a round. */
export interface PostingOfScope {
  readonly id: number;
  readonly enterpriseId: number;
  readonly regionCode: string;
  /** Places nobody has taken. */
  readonly free: number;
  readonly isOpen: boolean;
}

const COLUMNS = `e.round_id AS roundId, e.job_posting_id AS jobPostingId, e.enterprise_id AS enterpriseId, e.seats,
  e.completes, e.status, e.reason, e.changed_at AS changedAt`;

@Injectable()
export class RoundPostingsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** What takes part in a round; the caller has read the round within its scope. */
  async list(roundId: number, own: RowScope | null, page: PageRequest): Promise<Page<EnrolledPosting>> {
    const { items, total } = await listPage<EnrolledPosting>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'round_posting e JOIN job_posting p ON p.id = e.job_posting_id', params: [] },
        where: allOf(
          equals('e.round_id', roundId),
          own ? postingFactScope(own, 'p') : equals('e.status', ParticipationStatus.ENROLLED),
        ),
        orderBy: 'e.job_posting_id',
      },
      page,
    );
    return { items: items.map(withBooleans), total };
  }

  /** The posting if the scope may write it. */
  async ofScope(tx: Transaction, scope: RowScope, id: number, today: string): Promise<PostingOfScope | null> {
    const where = allOf(equals('p.id', id), postingFactScope(scope, 'p'));
    const [row] = (await tx.query(
      `SELECT p.id, p.enterprise_id AS enterpriseId, p.region_code AS regionCode,
              CAST(p.heads AS SIGNED) - CAST(p.taken AS SIGNED) AS free,
              p.status = 'LIVE' AND p.valid_until >= ? AS isOpen
         FROM job_posting p WHERE ${where.sql}`,
      [today, ...where.params],
    )) as PostingOfScope[];
    return row ? { ...row, free: Number(row.free), isOpen: Boolean(row.isOpen) } : null;
  }

  /** The enrolment, locked until the transaction ends. */
  async lock(tx: Transaction, roundId: number, jobPostingId: number): Promise<EnrolledPosting | null> {
    const [row] = (await tx.query(
      `SELECT ${COLUMNS} FROM round_posting e WHERE e.round_id = ? AND e.job_posting_id = ? FOR UPDATE`,
      [roundId, jobPostingId],
    )) as EnrolledPosting[];
    return row ? withBooleans(row) : null;
  }

  async insert(tx: Transaction, enrolment: EnrolledPosting): Promise<void> {
    await tx.insert(RoundPosting, enrolment);
  }

  async update(
    tx: Transaction,
    { roundId, jobPostingId }: Pick<EnrolledPosting, 'roundId' | 'jobPostingId'>,
    change: Partial<Pick<EnrolledPosting, 'seats' | 'completes' | 'status' | 'reason' | 'changedAt'>>,
  ): Promise<void> {
    await tx.update(RoundPosting, { roundId, jobPostingId }, change);
  }

  /** Replaces how the posting ranks graduates. */
  async setRankings(
    tx: Transaction,
    roundId: number,
    jobPostingId: number,
    rankings: readonly RankedGraduate[],
  ): Promise<void> {
    await tx.delete(RoundRanking, { roundId, jobPostingId });
    if (rankings.length === 0) return;
    await tx.query('INSERT INTO round_ranking (round_id, job_posting_id, graduate_id, `rank`) VALUES ?', [
      rankings.map(({ graduateId, rank }) => [roundId, jobPostingId, graduateId, rank]),
    ]);
  }

  /** By posting. The caller has read the postings as its own. */
  async rankings(roundId: number, jobPostingIds: readonly number[]): Promise<Map<number, RankedGraduate[]>> {
    if (jobPostingIds.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      'SELECT job_posting_id AS jobPostingId, graduate_id AS graduateId, `rank` FROM round_ranking' +
        ' WHERE round_id = ? AND job_posting_id IN (?) ORDER BY job_posting_id, `rank`, graduate_id',
      [roundId, jobPostingIds],
    )) as (RankedGraduate & { jobPostingId: number })[];
    return groupBy(rows, (row) => row.jobPostingId);
  }

  /** Graduates who named the posting and still take part, in order of id. */
  candidates(roundId: number, jobPostingId: number, page: PageRequest): Promise<Page<{ graduateId: number }>> {
    return listPage(
      this.dataSource.manager,
      {
        columns: { sql: 'w.graduate_id AS graduateId', params: [] },
        from: CANDIDATES,
        where: candidatesOf(roundId, jobPostingId),
        orderBy: 'w.graduate_id',
      },
      page,
    );
  }

  /** Of the graduates those who named the posting and still take part. */
  async candidatesAmong(
    tx: Transaction,
    roundId: number,
    jobPostingId: number,
    graduateIds: readonly number[],
  ): Promise<Set<number>> {
    if (graduateIds.length === 0) return new Set();
    const where = candidatesOf(roundId, jobPostingId);
    const rows = (await tx.query(
      `SELECT w.graduate_id AS id FROM ${CANDIDATES.sql} WHERE ${where.sql} AND w.graduate_id IN (?)`,
      [...where.params, graduateIds],
    )) as { id: number }[];
    return new Set(rows.map(({ id }) => id));
  }
}

const CANDIDATES = {
  sql: 'round_wish w JOIN round_graduate e ON e.round_id = w.round_id AND e.graduate_id = w.graduate_id',
  params: [],
};

const candidatesOf = (roundId: number, jobPostingId: number) =>
  allOf(
    equals('w.round_id', roundId),
    equals('w.job_posting_id', jobPostingId),
    equals('e.status', ParticipationStatus.ENROLLED),
  );

const withBooleans = (row: EnrolledPosting): EnrolledPosting => ({ ...row, completes: Boolean(row.completes) });
