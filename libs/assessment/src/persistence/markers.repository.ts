import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { AssessmentSubject, OrganisationRef } from '../domain/model';
import { AssessmentMarker } from './assessment-marker.entity';

export type MarkerRow = Pick<AssessmentMarker, 'runId' | 'userId' | 'membershipId'>;

/** Somebody belongs, or in the year belonged, to the organisation. */
export interface Belonging extends OrganisationRef {
  readonly userId: EntityId;
}

interface BelongingRow {
  readonly userId: number;
  readonly schoolId: number | null;
  readonly enterpriseId: number | null;
}

@Injectable()
export class MarkersRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes the place of everybody chosen before. */
  async replace(tx: Transaction, runId: number, markers: readonly Omit<AssessmentMarker, 'runId'>[]): Promise<void> {
    await tx.delete(AssessmentMarker, { runId });
    if (markers.length > 0)
      await tx.insert(
        AssessmentMarker,
        markers.map((marker) => ({ ...marker, runId })),
      );
  }

  async ofRuns(runIds: readonly number[], runner: SqlRunner = this.dataSource.manager): Promise<MarkerRow[]> {
    if (runIds.length === 0) return [];
    return (await runner.query(
      `SELECT run_id AS runId, user_id AS userId, membership_id AS membershipId
         FROM assessment_marker WHERE run_id IN (?) ORDER BY run_id, user_id`,
      [runIds],
    )) as MarkerRow[];
  }

  /** The user of each membership that is not ended; by membership. */
  async usersOf(membershipIds: readonly number[]): Promise<Map<number, number>> {
    if (membershipIds.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      'SELECT id, user_id AS userId FROM membership WHERE id IN (?) AND ended_at IS NULL',
      [membershipIds],
    )) as { id: number; userId: number }[];
    return new Map(rows.map(({ id, userId }) => [id, userId]));
  }

  /** Schools and enterprises that the users act for, or acted for at any time since the instant. */
  async belongings(
    userIds: readonly number[],
    since: Date,
    runner: SqlRunner = this.dataSource.manager,
  ): Promise<Belonging[]> {
    if (userIds.length === 0) return [];
    const rows = (await runner.query(
      `SELECT DISTINCT m.user_id AS userId, o.school_id AS schoolId, o.enterprise_id AS enterpriseId
         FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.user_id IN (?) AND (m.ended_at IS NULL OR m.ended_at >= ?)
          AND (o.school_id IS NOT NULL OR o.enterprise_id IS NOT NULL)`,
      [userIds, since],
    )) as BelongingRow[];
    return rows.map(({ userId, schoolId, enterpriseId }) =>
      schoolId !== null
        ? { userId, subject: AssessmentSubject.SCHOOL, organisationId: schoolId }
        : { userId, subject: AssessmentSubject.ENTERPRISE, organisationId: enterpriseId as number },
    );
  }
}
