import { Injectable } from '@nestjs/common';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, equals, insertRow, isOneOf, listPage, SqlRunner, Transaction } from '@sxbq/platform';
import { ClassLevel } from '@sxbq/schools/vocabulary';
import { DataSource } from 'typeorm';
import { CohortHeads } from '../domain/cohort-heads';
import { GraduateCohort } from './graduate-cohort.entity';
import { cohortScope } from './graduate-scope';

/** A cohort with what its class says of it. */
export interface CohortRow extends CohortHeads {
  readonly id: number;
  readonly schoolId: number;
  readonly schoolClassId: number;
  readonly schoolMajorId: number;
  readonly level: ClassLevel;
  readonly graduationYear: number;
  readonly revision: number;
}

export interface CohortFilter {
  readonly schoolId?: number | null;
  readonly graduationYear?: number | null;
  readonly level?: ClassLevel | null;
}

const COLUMNS = `g.id, g.school_id AS schoolId, g.school_class_id AS schoolClassId, c.school_major_id AS schoolMajorId,
  c.level, g.graduation_year AS graduationYear, g.heads, g.available, g.placed_before AS placedBefore, g.revision`;
const FROM = 'graduate_cohort g LEFT JOIN school_class c ON c.id = g.school_class_id';

@Injectable()
export class CohortsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** In order of recording. */
  list(scope: RowScope, filter: CohortFilter, page: PageRequest): Promise<Page<CohortRow>> {
    const { schoolId, graduationYear, level } = filter;
    return listPage<CohortRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: FROM, params: [] },
        where: allOf(
          cohortScope(scope, 'g'),
          schoolId ? equals('g.school_id', schoolId) : null,
          graduationYear ? equals('g.graduation_year', graduationYear) : null,
          level ? equals('c.level', level) : null,
        ),
        orderBy: 'g.id',
      },
      page,
    );
  }

  /** The cohorts of `ids` that the scope may see, by id. */
  async find(
    scope: RowScope,
    ids: readonly number[],
    runner: SqlRunner = this.dataSource.manager,
  ): Promise<Map<number, CohortRow>> {
    const where = allOf(isOneOf('g.id', ids), cohortScope(scope, 'g'));
    const rows = (await runner.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql}`, [
      ...where.params,
    ])) as CohortRow[];
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The cohort of a class and year, locked until the transaction ends. */
  async lockByClass(tx: Transaction, schoolClassId: number, graduationYear: number): Promise<CohortRow | null> {
    const [row] = (await tx.query(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE g.school_class_id = ? AND g.graduation_year = ? FOR UPDATE`,
      [schoolClassId, graduationYear],
    )) as CohortRow[];
    return row ?? null;
  }

  insert(
    tx: Transaction,
    cohort: CohortHeads & Pick<GraduateCohort, 'schoolId' | 'schoolClassId' | 'graduationYear'>,
  ): Promise<number> {
    return insertRow(tx, GraduateCohort, cohort);
  }

  async update(tx: Transaction, read: Pick<CohortRow, 'id' | 'revision'>, heads: CohortHeads): Promise<void> {
    await tx.update(GraduateCohort, { id: read.id }, { ...heads, revision: read.revision + 1 });
  }
}
