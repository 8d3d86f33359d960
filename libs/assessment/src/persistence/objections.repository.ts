import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  equals,
  insertRow,
  isOneOf,
  listPage,
  RowRule,
  SqlCondition,
  SqlRunner,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { AssessmentSubject, Correction, CorrectionTarget, OrganisationRef } from '../domain/model';
import type { FactCode } from '../domain/facts/fact-code';
import { ObjectionStatus } from '../domain/run/objection-status';
import { AssessmentCorrection } from './assessment-correction.entity';
import { AssessmentObjection } from './assessment-objection.entity';

export interface ObjectionRow extends OrganisationRef {
  readonly id: number;
  readonly runId: number;
  readonly goal: string | null;
  readonly filedBySubject: AssessmentSubject;
  readonly filedById: number;
  readonly filedOn: string;
  readonly statement: string;
  readonly status: ObjectionStatus;
  readonly answer: string | null;
  readonly answeredAt: Date | null;
  readonly revision: number;
}

export interface CorrectionRow extends Correction {
  readonly runId: number;
  readonly recordedAt: Date;
}

export interface ObjectionFilter {
  readonly runId?: number | null;
  readonly status?: ObjectionStatus | null;
}

/** A bureau answers those about organisations of its region; a party sees what it filed. Fields: regionCode, filed… */
const OBJECTION_ROWS = new RowRule('AssessmentObjection', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ filedBySubject: AssessmentSubject.SCHOOL, filedById: schoolId }),
  ENTERPRISE: ({ enterpriseId }) => ({ filedBySubject: AssessmentSubject.ENTERPRISE, filedById: enterpriseId }),
});

/** The region is the frozen one: the organisation may be gone. */
const objectionScope = (scope: RowScope): SqlCondition =>
  OBJECTION_ROWS.toSql(scope, {
    regionCode: `(SELECT f.region_code FROM assessment_frozen_fact f
      WHERE f.run_id = o.run_id AND f.subject = o.subject AND f.organisation_id = o.organisation_id)`,
    filedBySubject: 'o.filed_by_subject',
    filedById: 'o.filed_by_id',
  });

const COLUMNS = `o.id, o.run_id AS runId, o.subject, o.organisation_id AS organisationId, o.goal,
  o.filed_by_subject AS filedBySubject, o.filed_by_id AS filedById, o.filed_on AS filedOn, o.statement, o.status,
  o.answer, o.answered_at AS answeredAt, o.revision`;

@Injectable()
export class ObjectionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In order of filing. */
  list(scope: RowScope, { runId, status }: ObjectionFilter, page: PageRequest): Promise<Page<ObjectionRow>> {
    return listPage<ObjectionRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'assessment_objection o', params: [] },
        where: allOf(
          objectionScope(scope),
          runId ? equals('o.run_id', runId) : null,
          status ? equals('o.status', status) : null,
        ),
        orderBy: 'o.id',
      },
      page,
    );
  }

  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, ObjectionRow>> {
    const rows = await this.select(this.dataSource.manager, allOf(isOneOf('o.id', ids), objectionScope(scope)));
    return new Map(rows.map((row) => [row.id, row]));
  }

  async lock(tx: Transaction, scope: RowScope, id: number): Promise<ObjectionRow | null> {
    return (await this.select(tx, allOf(equals('o.id', id), objectionScope(scope)), ' FOR UPDATE'))[0] ?? null;
  }

  insert(
    tx: Transaction,
    objection: Omit<AssessmentObjection, 'id' | 'answer' | 'answeredBy' | 'answeredAt' | 'revision'>,
  ): Promise<number> {
    return insertRow(tx, AssessmentObjection, objection);
  }

  async answer(
    tx: Transaction,
    read: Pick<ObjectionRow, 'id' | 'revision'>,
    answer: Pick<AssessmentObjection, 'status' | 'answer' | 'answeredBy' | 'answeredAt'>,
  ): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    return (await tx.update(AssessmentObjection, at, { ...answer, revision: read.revision + 1 })).affected === 1;
  }

  async openOnes(tx: Transaction, runId: number): Promise<number> {
    const [row] = (await tx.query('SELECT COUNT(*) AS open FROM assessment_objection WHERE run_id = ? AND status = ?', [
      runId,
      ObjectionStatus.FILED,
    ])) as [{ open: number | string }];
    return Number(row.open);
  }

  async correct(tx: Transaction, correction: Omit<AssessmentCorrection, 'id'>): Promise<void> {
    await tx.insert(AssessmentCorrection, correction);
  }

  /** In the order in which they apply. */
  async corrections(runIds: readonly number[], runner: SqlRunner = this.dataSource.manager): Promise<CorrectionRow[]> {
    if (runIds.length === 0) return [];
    const rows = (await runner.query(
      `SELECT run_id AS runId, objection_id AS objectionId, subject, organisation_id AS organisationId,
              target_kind AS targetKind, target, from_value AS fromValue, to_value AS toValue, reason,
              recorded_at AS recordedAt
         FROM assessment_correction WHERE run_id IN (?) ORDER BY id`,
      [runIds],
    )) as Omit<AssessmentCorrection, 'id'>[];
    return rows.map(({ targetKind, target, fromValue, toValue, ...row }) => ({
      ...row,
      target: targetOf(targetKind, target),
      from: fromValue,
      to: toValue,
    }));
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<ObjectionRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM assessment_objection o WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as ObjectionRow[];
  }
}

const targetOf = (kind: AssessmentCorrection['targetKind'], target: string): CorrectionTarget =>
  kind === 'FACT' ? { kind, fact: target as FactCode } : { kind, goal: target };
