import { Injectable } from '@nestjs/common';
import { EntityId, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, listPage, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { OrganisationRef } from '../domain/model';
import { AssessmentStatus } from '../domain/run/run-status';
import { AssessmentMark } from './assessment-mark.entity';
import { AssessmentModeration } from './assessment-moderation.entity';
import { organisationScope } from './assessment-scope';

/** A goal of an organisation that people score. */
export interface MarkedGoal extends OrganisationRef {
  readonly runId: number;
  readonly goal: string;
}

/** One seat's mark as its marker sees it: nothing of the other seat. */
export interface MarkRow extends MarkedGoal {
  readonly id: number;
  readonly markerId: number;
  readonly organisationCode: string;
  readonly organisationName: string;
  /** Decimal with two places; null: not given yet. */
  readonly points: string | null;
  readonly comment: string | null;
  readonly markedAt: Date | null;
  readonly revision: number;
}

/** Two marks that lie too far apart. */
export interface Disagreement extends MarkedGoal {
  readonly organisationCode: string;
  readonly organisationName: string;
  readonly points: readonly [string, string];
  readonly comments: readonly [string | null, string | null];
}

export interface SeatRow extends MarkedGoal {
  readonly seat: number;
  readonly markerId: number;
  readonly points: string | null;
}

export type ModerationRow = Pick<
  AssessmentModeration,
  'runId' | 'subject' | 'organisationId' | 'goal' | 'points' | 'moderatorId'
>;

export interface MarkingFigures {
  readonly runId: number;
  readonly assigned: number;
  readonly given: number;
}

const MARK = `m.id, m.run_id AS runId, m.subject, m.organisation_id AS organisationId, m.goal, m.marker_id AS markerId,
  f.code AS organisationCode, f.name AS organisationName, m.points, m.comment, m.marked_at AS markedAt, m.revision`;
const FROM_MARKS = `assessment_mark m
  JOIN assessment_frozen_fact f
    ON f.run_id = m.run_id AND f.subject = m.subject AND f.organisation_id = m.organisation_id
  JOIN assessment_run r ON r.id = m.run_id`;
const SEAT = `m.run_id AS runId, m.subject, m.organisation_id AS organisationId, m.goal, m.seat,
  m.marker_id AS markerId, m.points`;
const ROWS_PER_INSERT = 1_000;

const goalOf = (alias: string, { runId, subject, organisationId, goal }: MarkedGoal): SqlCondition =>
  allOf(
    equals(`${alias}.run_id`, runId),
    equals(`${alias}.subject`, subject),
    equals(`${alias}.organisation_id`, organisationId),
    equals(`${alias}.goal`, goal),
  );

@Injectable()
export class MarksRepository {
  constructor(private readonly dataSource: DataSource) {}

  async assign(
    tx: Transaction,
    seats: readonly Pick<AssessmentMark, 'runId' | 'subject' | 'organisationId' | 'goal' | 'seat' | 'markerId'>[],
  ): Promise<void> {
    for (let at = 0; at < seats.length; at += ROWS_PER_INSERT) {
      const values = seats
        .slice(at, at + ROWS_PER_INSERT)
        .map(({ runId, subject, organisationId, goal, seat, markerId }) => [
          ...[runId, subject, organisationId, goal, seat, markerId],
        ]);
      await tx.query('INSERT INTO assessment_mark (run_id, subject, organisation_id, goal, seat, marker_id) VALUES ?', [
        values,
      ]);
    }
  }

  /** Gives a seat without a mark to another marker; false when a mark was given, or another was faster. */
  async reassign(tx: Transaction, at: MarkedGoal & { readonly seat: number }, markerId: EntityId): Promise<boolean> {
    const { runId, subject, organisationId, goal, seat } = at;
    const result = (await tx.query(
      `UPDATE assessment_mark SET marker_id = ?, revision = revision + 1
        WHERE run_id = ? AND subject = ? AND organisation_id = ? AND goal = ? AND seat = ? AND points IS NULL`,
      [markerId, runId, subject, organisationId, goal, seat],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  /** What the marker has to mark, or has marked, in runs that are at it; never anything of another marker. */
  queue(markerId: EntityId, open: boolean | null, page: PageRequest): Promise<Page<MarkRow>> {
    const given = condition(open ? 'm.points IS NULL' : 'm.points IS NOT NULL');
    return listPage<MarkRow>(
      this.dataSource.manager,
      {
        columns: { sql: MARK, params: [] },
        from: { sql: FROM_MARKS, params: [] },
        where: allOf(
          equals('m.marker_id', markerId),
          equals('r.status', AssessmentStatus.MARKING),
          open === null ? null : given,
        ),
        orderBy: 'm.id',
      },
      page,
    );
  }

  /** The marker's own; null for any other. */
  async own(markerId: EntityId, id: EntityId): Promise<MarkRow | null> {
    const [row] = (await this.dataSource.query(`SELECT ${MARK} FROM ${FROM_MARKS} WHERE m.id = ? AND m.marker_id = ?`, [
      id,
      markerId,
    ])) as MarkRow[];
    return row ?? null;
  }

  /** Whether the goal of the organisation is the user's to mark. */
  async isMarker(markerId: EntityId, goal: MarkedGoal): Promise<boolean> {
    const where = allOf(goalOf('m', goal), equals('m.marker_id', markerId));
    const rows = (await this.dataSource.query(`SELECT 1 FROM assessment_mark m WHERE ${where.sql} LIMIT 1`, [
      ...where.params,
    ])) as unknown[];
    return rows.length > 0;
  }

  /** False when another of the marker's own windows was faster. */
  async give(
    tx: Transaction,
    read: Pick<MarkRow, 'id' | 'revision' | 'markerId'>,
    mark: Pick<AssessmentMark, 'points' | 'comment' | 'markedAt'>,
  ): Promise<boolean> {
    const at = { id: read.id, revision: read.revision, markerId: read.markerId };
    return (await tx.update(AssessmentMark, at, { ...mark, revision: read.revision + 1 })).affected === 1;
  }

  /** Both seats of every goal of the run, or of one organisation in it; by goal then seat. */
  async seats(runId: number, of: OrganisationRef | null = null): Promise<SeatRow[]> {
    const where = allOf(
      equals('m.run_id', runId),
      of ? equals('m.subject', of.subject) : null,
      of ? equals('m.organisation_id', of.organisationId) : null,
    );
    return (await this.dataSource.query(
      `SELECT ${SEAT} FROM assessment_mark m WHERE ${where.sql} ORDER BY m.subject, m.organisation_id, m.goal, m.seat`,
      [...where.params],
    )) as SeatRow[];
  }

  /** Both seats of one goal, locked. */
  async lockSeats(tx: Transaction, goal: MarkedGoal): Promise<SeatRow[]> {
    const where = goalOf('m', goal);
    return (await tx.query(`SELECT ${SEAT} FROM assessment_mark m WHERE ${where.sql} ORDER BY m.seat FOR UPDATE`, [
      ...where.params,
    ])) as SeatRow[];
  }

  async moderations(runId: number): Promise<ModerationRow[]> {
    return (await this.dataSource.query(
      `SELECT run_id AS runId, subject, organisation_id AS organisationId, goal, points, moderator_id AS moderatorId
         FROM assessment_moderation WHERE run_id = ?`,
      [runId],
    )) as ModerationRow[];
  }

  async moderate(tx: Transaction, moderation: AssessmentModeration): Promise<void> {
    await tx.insert(AssessmentModeration, moderation);
  }

  /** Given and outstanding, by run. */
  async figures(runIds: readonly number[]): Promise<MarkingFigures[]> {
    if (runIds.length === 0) return [];
    const rows = (await this.dataSource.query(
      `SELECT run_id AS runId, COUNT(*) AS assigned, COUNT(points) AS given
         FROM assessment_mark WHERE run_id IN (?) GROUP BY run_id`,
      [runIds],
    )) as { runId: number; assigned: number | string; given: number | string }[];
    return rows.map(({ runId, assigned, given }) => ({ runId, assigned: Number(assigned), given: Number(given) }));
  }

  /**
   * Goals whose two marks lie further apart than the limit of their subject and that nobody has decided; without those
   * that `exceptMarkerId` marked.
   */
  async disagreements(
    scope: RowScope,
    runId: number,
    limits: Readonly<Record<OrganisationRef['subject'], string>>,
    exceptMarkerId: EntityId | null,
    page: PageRequest,
  ): Promise<Page<Disagreement>> {
    const where = allOf(
      equals('a.run_id', runId),
      condition(
        "ABS(a.points - b.points) > CASE a.subject WHEN 'SCHOOL' THEN CAST(? AS DECIMAL(10, 4)) ELSE CAST(? AS DECIMAL(10, 4)) END",
        [limits.SCHOOL, limits.ENTERPRISE],
      ),
      condition(`NOT EXISTS (SELECT 1 FROM assessment_moderation d WHERE d.run_id = a.run_id AND d.subject = a.subject
                AND d.organisation_id = a.organisation_id AND d.goal = a.goal)`),
      organisationScope(scope, 'a', 'f.region_code'),
      exceptMarkerId === null
        ? null
        : condition('a.marker_id <> ? AND b.marker_id <> ?', [exceptMarkerId, exceptMarkerId]),
    );
    const { items, total } = await listPage<DisagreementColumns>(
      this.dataSource.manager,
      { columns: { sql: DISAGREEMENT, params: [] }, from: { sql: FROM_PAIRS, params: [] }, where, orderBy: 'a.id' },
      page,
    );
    return { items: items.map(disagreement), total };
  }
}

const DISAGREEMENT = `a.run_id AS runId, a.subject, a.organisation_id AS organisationId, a.goal,
  f.code AS organisationCode, f.name AS organisationName, a.points AS firstPoints, b.points AS secondPoints,
  a.comment AS firstComment, b.comment AS secondComment`;
const FROM_PAIRS = `assessment_mark a
  JOIN assessment_mark b ON b.run_id = a.run_id AND b.subject = a.subject AND b.organisation_id = a.organisation_id
    AND b.goal = a.goal AND a.seat = 1 AND b.seat = 2
  JOIN assessment_frozen_fact f
    ON f.run_id = a.run_id AND f.subject = a.subject AND f.organisation_id = a.organisation_id`;

type DisagreementColumns = Omit<Disagreement, 'points' | 'comments'> & {
  readonly firstPoints: string;
  readonly secondPoints: string;
  readonly firstComment: string | null;
  readonly secondComment: string | null;
};

function disagreement(row: DisagreementColumns): Disagreement {
  const { firstPoints, secondPoints, firstComment, secondComment, ...goal } = row;
  return { ...goal, points: [firstPoints, secondPoints], comments: [firstComment, secondComment] };
}
