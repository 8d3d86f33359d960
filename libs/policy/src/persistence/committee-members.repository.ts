import { Injectable } from '@nestjs/common';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
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
  Transaction,
} from '@sxbq/platform';
import { schoolFactScope } from '@sxbq/schools';
import { DataSource } from 'typeorm';
import { CommitteeAffiliation } from '../domain/committee-affiliation';
import { CommitteeMemberSort } from '../domain/policy-sort';
import { CommitteeMember } from './committee-member.entity';

export interface CommitteeMemberRow {
  readonly id: number;
  readonly schoolId: number;
  readonly name: string;
  readonly employer: string;
  readonly affiliation: CommitteeAffiliation;
  readonly startsOn: CalendarDate;
  /** First day on which the term is over; null = open. */
  readonly endsOn: CalendarDate | null;
}

export interface CommitteeMemberFilter {
  readonly schoolId?: number | null;
  readonly affiliation?: CommitteeAffiliation | null;
  /** Members on this date. */
  readonly on?: CalendarDate | null;
  /** Part of the name or employer. */
  readonly search?: string | null;
}

const COLUMNS = `c.id, c.school_id AS schoolId, c.name, c.employer, c.affiliation, c.starts_on AS startsOn,
  c.ends_on AS endsOn`;
const FROM = 'committee_member c LEFT JOIN school s ON s.id = c.school_id';

/** A unique column needs no id behind it; with one, the servers would sort instead of walking the index. */
const ORDER: Readonly<Record<CommitteeMemberSort, string>> = {
  [CommitteeMemberSort.SCHOOL_ASC]: 'c.school_id, c.name, c.starts_on',
  [CommitteeMemberSort.STARTS_ON_DESC]: 'c.starts_on DESC, c.id DESC',
  [CommitteeMemberSort.STARTS_ON_ASC]: 'c.starts_on, c.id',
  [CommitteeMemberSort.NAME_ASC]: 'c.name, c.id',
};

/** A member on D: from 任职日期 to the day before 离任日期 (domain.md §2 COMMITTEE). */
function memberOn(date: CalendarDate): SqlCondition {
  return condition('c.starts_on <= ? AND (c.ends_on IS NULL OR c.ends_on > ?)', [date, date]);
}

@Injectable()
export class CommitteeMembersRepository {
  constructor(private readonly dataSource: DataSource) {}

  list(
    scope: RowScope,
    filter: CommitteeMemberFilter,
    sort: CommitteeMemberSort,
    page: PageRequest,
  ): Promise<Page<CommitteeMemberRow>> {
    const where = allOf(
      schoolFactScope(scope, 's'),
      filter.schoolId ? equals('c.school_id', filter.schoolId) : null,
      filter.affiliation ? equals('c.affiliation', filter.affiliation) : null,
      filter.on ? memberOn(filter.on) : null,
      filter.search ? containsText(['c.name', 'c.employer'], filter.search) : null,
    );
    const query = {
      columns: { sql: COLUMNS, params: [] },
      from: { sql: FROM, params: [] },
      where,
      orderBy: ORDER[sort],
    };
    return listPage(this.dataSource, query, page);
  }

  /** Members on the date of the visible ones of the schools, in one statement. */
  ofSchools(scope: RowScope, date: CalendarDate, schoolIds: readonly number[]): Promise<CommitteeMemberRow[]> {
    const where = allOf(schoolFactScope(scope, 's'), isOneOf('c.school_id', schoolIds), memberOn(date));
    return this.select(this.dataSource, where, 'ORDER BY c.school_id, c.starts_on, c.id');
  }

  /** Locks the row for a write; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<CommitteeMemberRow | null> {
    const where = allOf(schoolFactScope(scope, 's'), equals('c.id', id));
    return (await this.select(tx, where, 'FOR UPDATE'))[0] ?? null;
  }

  async mayWriteSchool(tx: Transaction, scope: RowScope, schoolId: number): Promise<boolean> {
    const where = allOf(schoolFactScope(scope, 's'), equals('s.id', schoolId));
    const rows = (await tx.query(`SELECT 1 FROM school s WHERE ${where.sql}`, [...where.params])) as unknown[];
    return rows.length === 1;
  }

  async insert(tx: Transaction, member: Omit<CommitteeMemberRow, 'id'>): Promise<CommitteeMemberRow> {
    return { ...member, id: await insertRow(tx, CommitteeMember, member) };
  }

  async setEnd(tx: Transaction, id: number, endsOn: CalendarDate): Promise<void> {
    await tx.update(CommitteeMember, { id }, { endsOn });
  }

  private async select(runner: SqlRunner, where: SqlCondition, suffix: string): Promise<CommitteeMemberRow[]> {
    return (await runner.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql} ${suffix}`, [
      ...where.params,
    ])) as CommitteeMemberRow[];
  }
}
