import { Injectable } from '@nestjs/common';
import { partyRowsInScope } from '@sxbq/agreements';
import { CalendarDate, groupBy, Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { SkillGrade } from '../domain/skill-grade';
import { TrainingSort } from '../domain/training-sort';
import { TrainingSession } from './training-session.entity';

const COLUMNS = `t.id, t.code, t.school_id AS schoolId, t.enterprise_id AS enterpriseId,
  t.occupation_code AS occupationCode, t.occupation_name AS occupationName, t.grade,
  t.starts_on AS startsOn, t.ends_on AS endsOn, t.revision`;

export interface TrainingRow {
  readonly id: number;
  readonly code: string;
  readonly schoolId: number;
  readonly enterpriseId: number;
  readonly occupationCode: string;
  readonly occupationName: string | null;
  readonly grade: SkillGrade;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly revision: number;
}

/** What a session says beside its code and parties. */
export type TrainingContent = Pick<TrainingRow, 'occupationCode' | 'occupationName' | 'grade' | 'startsOn' | 'endsOn'>;

export interface TrainingFilter {
  readonly schoolId?: number | null;
  readonly enterpriseId?: number | null;
  readonly occupationCode?: string | null;
  readonly grade?: number | null;
  /** Sessions that ended from this day on. */
  readonly endsFrom?: CalendarDate | null;
  /** Sessions that ended up to this day. */
  readonly endsTo?: CalendarDate | null;
  /** Beginning of the code. */
  readonly search?: string | null;
}

const ORDER_BY: Readonly<Record<TrainingSort, string>> = {
  [TrainingSort.RECORDED_ASC]: 't.id',
  [TrainingSort.RECORDED_DESC]: 't.id DESC',
  [TrainingSort.CODE_ASC]: 't.code',
  [TrainingSort.ENDS_ON_DESC]: 't.ends_on DESC, t.id DESC',
  [TrainingSort.GRADE_ASC]: 't.grade, t.id',
};

@Injectable()
export class TrainingSessionRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(scope: RowScope, filter: TrainingFilter, sort: TrainingSort, page: PageRequest): Promise<Page<TrainingRow>> {
    return listPage<TrainingRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'training_session t', params: [] },
        where: allOf(partyRowsInScope(scope, 't'), ...conditions(filter)),
        orderBy: ORDER_BY[sort],
      },
      page,
    );
  }

  /** The sessions of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, TrainingRow>> {
    const where = allOf(isOneOf('t.id', ids), partyRowsInScope(scope, 't'));
    const sql = `SELECT ${COLUMNS} FROM training_session t WHERE ${where.sql}`;
    const rows = (await this.dataSource.manager.query(sql, [...where.params])) as TrainingRow[];
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The session, locked until the transaction ends; null when the scope may not see it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<TrainingRow | null> {
    const where = allOf(equals('t.id', id), partyRowsInScope(scope, 't'));
    const sql = `SELECT ${COLUMNS} FROM training_session t WHERE ${where.sql} FOR UPDATE`;
    const [row] = (await tx.query(sql, [...where.params])) as TrainingRow[];
    return row ?? null;
  }

  insert(tx: Transaction, session: Omit<TrainingRow, 'id' | 'revision'>): Promise<number> {
    return insertRow(tx, TrainingSession, session);
  }

  /** False when the session is no longer the revision it was read with. */
  async update(tx: Transaction, read: TrainingRow, content: TrainingContent): Promise<boolean> {
    const { id, revision } = read;
    const result = await tx.update(TrainingSession, { id, revision }, { ...content, revision: revision + 1 });
    return result.affected === 1;
  }

  /** Trainees of each session, all and passed. */
  async counts(sessionIds: readonly number[]): Promise<Map<number, TraineeCounts>> {
    const rows = (await this.dataSource.manager.query(
      `SELECT training_session_id AS sessionId, passed, COUNT(*) AS heads
         FROM trainee WHERE training_session_id IN (?) GROUP BY training_session_id, passed`,
      [sessionIds],
    )) as { sessionId: number; passed: number | boolean; heads: number | string }[];
    const groups = groupBy(rows, (row) => row.sessionId);
    return new Map(sessionIds.map((id) => [id, summed(groups.get(id) ?? [])]));
  }
}

export interface TraineeCounts {
  readonly trainees: number;
  readonly passed: number;
}

function summed(rows: readonly { passed: number | boolean; heads: number | string }[]): TraineeCounts {
  const count = (counted: typeof rows) => counted.reduce((sum, row) => sum + Number(row.heads), 0);
  return { trainees: count(rows), passed: count(rows.filter((row) => row.passed)) };
}

function conditions(filter: TrainingFilter): (SqlCondition | null)[] {
  const { schoolId, enterpriseId, occupationCode, grade, endsFrom, endsTo, search } = filter;
  return [
    schoolId ? equals('t.school_id', schoolId) : null,
    enterpriseId ? equals('t.enterprise_id', enterpriseId) : null,
    occupationCode ? equals('t.occupation_code', occupationCode) : null,
    grade ? equals('t.grade', grade) : null,
    endsFrom ? condition('t.ends_on >= ?', [endsFrom]) : null,
    endsTo ? condition('t.ends_on <= ?', [endsTo]) : null,
    search?.trim() ? startsWith('t.code', search.trim()) : null,
  ];
}
