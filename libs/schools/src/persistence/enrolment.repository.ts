import { Injectable } from '@nestjs/common';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, insertRow, isOneOf, listPage, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ClassLevel } from '../domain/class-level';
import { EnrolmentSnapshot } from './enrolment-snapshot.entity';
import { runsOn } from './school-classes.repository';
import { schoolDirectoryScope, schoolFactScope } from './school-scope';

export interface EnrolmentRow {
  readonly id: number;
  readonly schoolId: number;
  readonly schoolClassId: number;
  readonly countedOn: CalendarDate;
  readonly heads: number;
}

export interface EnrolmentFilter {
  readonly schoolId?: number | null;
  readonly schoolClassId?: number | null;
  readonly countedFrom?: CalendarDate | null;
  readonly countedTo?: CalendarDate | null;
}

/** Heads of the classes of one level that run on a date, each by its latest snapshot on or before it. */
export interface LevelHeads {
  readonly schoolId: number;
  readonly level: ClassLevel;
  readonly heads: number;
  readonly classes: number;
  readonly classesWithoutCount: number;
}

const COLUMNS = 'e.id, e.school_id AS schoolId, e.school_class_id AS schoolClassId, e.counted_on AS countedOn, e.heads';
const FROM = 'enrolment_snapshot e LEFT JOIN school s ON s.id = e.school_id';

@Injectable()
export class EnrolmentRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Latest first. */
  list(scope: RowScope, filter: EnrolmentFilter, page: PageRequest): Promise<Page<EnrolmentRow>> {
    const where = allOf(
      schoolFactScope(scope, 's'),
      filter.schoolId ? equals('e.school_id', filter.schoolId) : null,
      filter.schoolClassId ? equals('e.school_class_id', filter.schoolClassId) : null,
      filter.countedFrom ? condition('e.counted_on >= ?', [filter.countedFrom]) : null,
      filter.countedTo ? condition('e.counted_on <= ?', [filter.countedTo]) : null,
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: FROM, params: [] },
      where,
      orderBy: 'e.counted_on DESC, e.id DESC',
    };
    return listPage(this.dataSource, query, page);
  }

  /** Each class's latest snapshot on or before the date, in one statement. */
  async latest(scope: RowScope, date: CalendarDate, classIds: readonly number[]): Promise<Map<number, EnrolmentRow>> {
    const classes = isOneOf('school_class_id', classIds);
    const visible = schoolFactScope(scope, 's');
    const rows = (await this.dataSource.query(
      `SELECT ${COLUMNS}
         FROM (SELECT school_class_id, MAX(counted_on) AS counted_on FROM enrolment_snapshot
                WHERE ${classes.sql} AND counted_on <= ? GROUP BY school_class_id) latest
         JOIN enrolment_snapshot e ON e.school_class_id = latest.school_class_id AND e.counted_on = latest.counted_on
         JOIN school s ON s.id = e.school_id
        WHERE ${visible.sql}`,
      [...classes.params, date, ...visible.params],
    )) as EnrolmentRow[];
    return new Map(rows.map((row) => [row.schoolClassId, row]));
  }

  /** Heads by school and level on the date, for all the schools in one statement. */
  async headsByLevel(scope: RowScope, date: CalendarDate, schoolIds: readonly number[]): Promise<LevelHeads[]> {
    const where = allOf(schoolDirectoryScope(scope, 's'), isOneOf('c.school_id', schoolIds), runsOn('c', date));
    const rows = (await this.dataSource.query(
      `SELECT c.school_id AS schoolId, c.level, COALESCE(SUM(e.heads), 0) AS heads, COUNT(*) AS classes,
              SUM(e.id IS NULL) AS classesWithoutCount
         FROM school_class c
         JOIN school s ON s.id = c.school_id
         LEFT JOIN enrolment_snapshot e ON e.school_class_id = c.id AND e.counted_on =
              (SELECT MAX(l.counted_on) FROM enrolment_snapshot l WHERE l.school_class_id = c.id AND l.counted_on <= ?)
        WHERE ${where.sql}
        GROUP BY c.school_id, c.level`,
      [date, ...where.params],
    )) as Record<keyof LevelHeads, string>[];
    return rows.map((row) => ({
      schoolId: Number(row.schoolId),
      level: row.level as ClassLevel,
      heads: Number(row.heads),
      classes: Number(row.classes),
      classesWithoutCount: Number(row.classesWithoutCount),
    }));
  }

  /** The snapshot of the class on exactly this date; call it with the class locked. */
  async on(tx: Transaction, schoolClassId: number, countedOn: CalendarDate): Promise<EnrolmentRow | null> {
    const rows = (await tx.query(
      `SELECT ${COLUMNS} FROM enrolment_snapshot e WHERE e.school_class_id = ? AND e.counted_on = ?`,
      [schoolClassId, countedOn],
    )) as EnrolmentRow[];
    return rows[0] ?? null;
  }

  async insert(tx: Transaction, snapshot: Omit<EnrolmentRow, 'id'>): Promise<EnrolmentRow> {
    return { ...snapshot, id: await insertRow(tx, EnrolmentSnapshot, snapshot) };
  }

  async correctHeads(tx: Transaction, id: number, heads: number): Promise<void> {
    await tx.update(EnrolmentSnapshot, { id }, { heads });
  }
}
