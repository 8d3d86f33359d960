import { Injectable } from '@nestjs/common';
import { graduateScope, GraduateStatus } from '@sxbq/graduates';
import { groupBy, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, listPage, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { RankedPosting } from '../domain/round-lists';
import { ParticipationStatus } from '../domain/round-status';
import { RoundGraduate } from './round-graduate.entity';
import { RoundWish } from './round-wish.entity';

export type EnrolledGraduate = Readonly<RoundGraduate>;

/** What is asked of a graduate before they act in a round. */
export interface GraduateOfScope {
  readonly id: number;
  readonly schoolId: number;
  readonly regionCode: string;
  readonly graduationYear: number;
  readonly claimedUserId: number | null;
  readonly suggestionsOptedOut: boolean;
  /** Looking for work. */
  readonly isFree: boolean;
}

const COLUMNS = `e.round_id AS roundId, e.graduate_id AS graduateId, e.school_id AS schoolId, e.completes, e.status,
  e.reason, e.changed_at AS changedAt`;

@Injectable()
export class RoundGraduatesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Those the scope may act for; an enterprise finds none. */
  async list(scope: RowScope, roundId: number, page: PageRequest): Promise<Page<EnrolledGraduate>> {
    const { items, total } = await listPage<EnrolledGraduate>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'round_graduate e JOIN graduate g ON g.id = e.graduate_id', params: [] },
        where: allOf(equals('e.round_id', roundId), graduateScope(scope, 'g')),
        orderBy: 'e.graduate_id',
      },
      page,
    );
    return { items: items.map(withBooleans), total };
  }

  /** The graduate if the scope may act for them. */
  async ofScope(tx: Transaction, scope: RowScope, graduateId: number): Promise<GraduateOfScope | null> {
    const where = allOf(equals('g.id', graduateId), graduateScope(scope, 'g'));
    const [row] = (await tx.query(
      `SELECT g.id, g.school_id AS schoolId, home.region_code AS regionCode, g.graduation_year AS graduationYear,
              g.claimed_user_id AS claimedUserId, g.suggestions_opted_out AS suggestionsOptedOut,
              g.status = ? AS isFree
         FROM graduate g JOIN school home ON home.id = g.school_id WHERE ${where.sql}`,
      [GraduateStatus.AVAILABLE, ...where.params],
    )) as GraduateOfScope[];
    return row ? { ...row, suggestionsOptedOut: Boolean(row.suggestionsOptedOut), isFree: Boolean(row.isFree) } : null;
  }

  /** The enrolment, locked until the transaction ends. */
  async lock(tx: Transaction, roundId: number, graduateId: number): Promise<EnrolledGraduate | null> {
    const [row] = (await tx.query(
      `SELECT ${COLUMNS} FROM round_graduate e WHERE e.round_id = ? AND e.graduate_id = ? FOR UPDATE`,
      [roundId, graduateId],
    )) as EnrolledGraduate[];
    return row ? withBooleans(row) : null;
  }

  async insert(tx: Transaction, enrolment: EnrolledGraduate): Promise<void> {
    await tx.insert(RoundGraduate, enrolment);
  }

  async update(
    tx: Transaction,
    { roundId, graduateId }: Pick<EnrolledGraduate, 'roundId' | 'graduateId'>,
    change: Partial<Pick<EnrolledGraduate, 'completes' | 'status' | 'reason' | 'changedAt'>>,
  ): Promise<void> {
    await tx.update(RoundGraduate, { roundId, graduateId }, change);
  }

  /** Replaces the graduate's list. */
  async setWishes(
    tx: Transaction,
    roundId: number,
    graduateId: number,
    wishes: readonly RankedPosting[],
  ): Promise<void> {
    await tx.delete(RoundWish, { roundId, graduateId });
    if (wishes.length === 0) return;
    await tx.insert(
      RoundWish,
      wishes.map(({ jobPostingId, rank }) => ({ roundId, graduateId, jobPostingId, rank })),
    );
  }

  /** Lists by graduate, in order. The caller has read the enrolments within its scope. */
  async wishes(roundId: number, graduateIds: readonly number[]): Promise<Map<number, RankedPosting[]>> {
    if (graduateIds.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      'SELECT graduate_id AS graduateId, job_posting_id AS jobPostingId, `rank` FROM round_wish' +
        ' WHERE round_id = ? AND graduate_id IN (?) ORDER BY graduate_id, `rank`',
      [roundId, graduateIds],
    )) as (RankedPosting & { graduateId: number })[];
    return groupBy(rows, (row) => row.graduateId);
  }

  /** Of the postings those that take part and are shown today. */
  async postingsOpen(tx: Transaction, roundId: number, ids: readonly number[], today: string): Promise<Set<number>> {
    if (ids.length === 0) return new Set();
    const open: SqlCondition = condition(
      "e.round_id = ? AND e.job_posting_id IN (?) AND e.status = ? AND p.status = 'LIVE' AND p.valid_until >= ?",
      [roundId, ids, ParticipationStatus.ENROLLED, today],
    );
    const rows = (await tx.query(
      `SELECT p.id FROM round_posting e JOIN job_posting p ON p.id = e.job_posting_id WHERE ${open.sql}`,
      [...open.params],
    )) as { id: number }[];
    return new Set(rows.map(({ id }) => id));
  }
}

const withBooleans = (row: EnrolledGraduate): EnrolledGraduate => ({ ...row, completes: Boolean(row.completes) });
