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
import type { FactCode } from '../domain/facts/fact-code';
import type { OrganisationRef } from '../domain/model';
import { AssessmentRecordedFact } from './assessment-recorded-fact.entity';
import { organisationScope, regionOf } from './assessment-scope';

export interface RecordedFactRow extends OrganisationRef {
  readonly id: number;
  readonly year: number;
  readonly fact: FactCode;
  readonly value: number;
  readonly ratedBy: number | null;
  readonly reason: string;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
}

export interface RecordedFactFilter {
  readonly year?: number | null;
  readonly subject?: OrganisationRef['subject'] | null;
  readonly organisationId?: number | null;
  readonly fact?: FactCode | null;
}

export type NewRecordedFact = Pick<
  AssessmentRecordedFact,
  'year' | 'subject' | 'organisationId' | 'fact' | 'value' | 'ratedBy' | 'reason' | 'recordedBy'
>;

const COLUMNS = `f.id, f.year, f.subject, f.organisation_id AS organisationId, f.fact, f.value, f.rated_by AS ratedBy,
  f.reason, f.recorded_at AS recordedAt, f.withdrawn_at AS withdrawnAt`;

@Injectable()
export class RecordedFactsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In order of recording; an enterprise also sees the ratings it gave. */
  list(scope: RowScope, filter: RecordedFactFilter, page: PageRequest): Promise<Page<RecordedFactRow>> {
    const { year, subject, organisationId, fact } = filter;
    return listPage<RecordedFactRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'assessment_recorded_fact f', params: [] },
        where: allOf(
          factScope(scope),
          year ? equals('f.year', year) : null,
          subject ? equals('f.subject', subject) : null,
          organisationId ? equals('f.organisation_id', organisationId) : null,
          fact ? equals('f.fact', fact) : null,
        ),
        orderBy: 'f.id',
      },
      page,
    );
  }

  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, RecordedFactRow>> {
    const rows = await this.select(this.dataSource.manager, allOf(isOneOf('f.id', ids), factScope(scope)));
    return new Map(rows.map((row) => [row.id, row]));
  }

  async lock(tx: Transaction, scope: RowScope, id: number): Promise<RecordedFactRow | null> {
    return (await this.select(tx, allOf(equals('f.id', id), factScope(scope)), ' FOR UPDATE'))[0] ?? null;
  }

  insert(tx: Transaction, fact: NewRecordedFact): Promise<number> {
    return insertRow(tx, AssessmentRecordedFact, { ...fact, inForce: 1 });
  }

  /** False when it was taken back before. */
  async withdraw(tx: Transaction, id: number, now: Date): Promise<boolean> {
    const at = { id, inForce: 1 };
    return (await tx.update(AssessmentRecordedFact, at, { inForce: null, withdrawnAt: now })).affected === 1;
  }

  /** Takes back what the enterprise said of the school before. */
  async withdrawRating(
    tx: Transaction,
    rating: Pick<NewRecordedFact, 'year' | 'organisationId' | 'ratedBy'>,
    now: Date,
  ) {
    const { year, organisationId, ratedBy } = rating;
    const at = { year, organisationId, ratedBy: ratedBy as number, inForce: 1 };
    await tx.update(AssessmentRecordedFact, at, { inForce: null, withdrawnAt: now });
  }

  /** The organisation's region, when the scope reaches it and the organisation is there. */
  async regionWithin(scope: RowScope, { subject, organisationId }: OrganisationRef): Promise<string | null> {
    const organisation = '(SELECT ? AS subject, ? AS organisation_id) o';
    const where = organisationScope(scope, 'o');
    const [row] = (await this.dataSource.query(
      `SELECT ${regionOf('o')} AS regionCode FROM ${organisation} WHERE ${where.sql}`,
      [subject, organisationId, ...where.params],
    )) as { regionCode: string | null }[];
    return row?.regionCode ?? null;
  }

  /** Whether the school has, or had in the year, a filed agreement with the enterprise: who works with it may rate it. */
  async arePartners(schoolId: number, enterpriseId: number, year: number): Promise<boolean> {
    const rows = (await this.dataSource.query(
      `SELECT 1 FROM agreement a
        WHERE a.school_id = ? AND a.enterprise_id = ? AND a.filed_on <= ? AND a.effective_from <= ?
          AND (a.effective_to IS NULL OR a.effective_to >= ?) AND (a.terminated_on IS NULL OR a.terminated_on > ?)
        LIMIT 1`,
      [schoolId, enterpriseId, `${year}-12-31`, `${year}-12-31`, `${year}-01-01`, `${year}-01-01`],
    )) as unknown[];
    return rows.length > 0;
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix = ''): Promise<RecordedFactRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM assessment_recorded_fact f WHERE ${where.sql}${suffix}`, [
      ...where.params,
    ])) as RecordedFactRow[];
  }
}

function factScope(scope: RowScope): SqlCondition {
  const own = organisationScope(scope, 'f');
  if (scope.kind !== 'ENTERPRISE') return own;
  return condition(`${own.sql} OR f.rated_by = ?`, [...own.params, scope.enterpriseId]);
}
