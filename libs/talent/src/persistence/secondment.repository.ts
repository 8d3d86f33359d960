import { Injectable } from '@nestjs/common';
import { partyRowsInScope } from '@sxbq/agreements';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  insertRow,
  isOneOf,
  listPage,
  SqlCondition,
  SqlRunner,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { SecondmentSort } from '../domain/secondment-sort';
import { Secondment } from './secondment.entity';

const COLUMNS = `d.id, d.code, d.school_id AS schoolId, d.enterprise_id AS enterpriseId,
  d.teacher_number AS teacherNumber, d.teacher_name AS teacherName, d.post, d.starts_on AS startsOn,
  d.ends_on AS endsOn, d.evaluation, d.revision, d.verified, d.verified_at AS verifiedAt,
  d.reversed_at AS reversedAt, d.reversal_reason AS reversalReason`;

export interface SecondmentRow {
  readonly id: number;
  readonly code: string;
  readonly schoolId: number;
  readonly enterpriseId: number;
  readonly teacherNumber: string;
  readonly teacherName: string;
  readonly post: string | null;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly evaluation: string | null;
  readonly revision: number;
  readonly verified: boolean;
  readonly verifiedAt: Date | null;
  readonly reversedAt: Date | null;
  readonly reversalReason: string | null;
}

/** What a secondment says beside its code and parties. */
export type SecondmentContent = Pick<
  SecondmentRow,
  'teacherNumber' | 'teacherName' | 'post' | 'startsOn' | 'endsOn' | 'evaluation'
>;

export interface SecondmentFilter {
  readonly schoolId?: number | null;
  readonly enterpriseId?: number | null;
  readonly teacherNumber?: string | null;
  readonly verified?: boolean | null;
  /** False: those that stand; true: those that were reversed; left out: both. */
  readonly reversed?: boolean | null;
  /** At least one day on or after this one. */
  readonly from?: CalendarDate | null;
  /** At least one day on or before this one. */
  readonly to?: CalendarDate | null;
  /** Beginning of the code. */
  readonly search?: string | null;
}

/** The days one teacher of a school is away. */
export type TeacherPeriod = Pick<SecondmentRow, 'schoolId' | 'teacherNumber' | 'startsOn' | 'endsOn'>;

const ORDER_BY: Readonly<Record<SecondmentSort, string>> = {
  [SecondmentSort.RECORDED_ASC]: 'd.id',
  [SecondmentSort.RECORDED_DESC]: 'd.id DESC',
  [SecondmentSort.CODE_ASC]: 'd.code',
  [SecondmentSort.STARTS_ON_DESC]: 'd.starts_on DESC, d.id DESC',
  [SecondmentSort.TEACHER_ASC]: 'd.school_id, d.teacher_number, d.starts_on, d.id',
};

type RawSecondment = Omit<SecondmentRow, 'verified'> & { readonly verified: number | boolean };

const secondmentRow = (raw: RawSecondment): SecondmentRow => ({ ...raw, verified: Boolean(raw.verified) });

@Injectable()
export class SecondmentRepository {
  constructor(private readonly dataSource: DataSource) {}

  async list(
    scope: RowScope,
    filter: SecondmentFilter,
    sort: SecondmentSort,
    page: PageRequest,
  ): Promise<Page<SecondmentRow>> {
    const { items, total } = await listPage<RawSecondment>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'secondment d', params: [] },
        where: allOf(partyRowsInScope(scope, 'd'), ...conditions(filter)),
        orderBy: ORDER_BY[sort],
      },
      page,
    );
    return { items: items.map(secondmentRow), total };
  }

  /** The secondments of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, SecondmentRow>> {
    const rows = await this.select(this.dataSource.manager, scope, ids, '');
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The secondment, locked until the transaction ends; null when the scope may not see it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<SecondmentRow | null> {
    const [row] = await this.select(tx, scope, [id], ' FOR UPDATE');
    return row ?? null;
  }

  private async select(runner: SqlRunner, scope: RowScope, ids: readonly number[], suffix: string) {
    const where = allOf(isOneOf('d.id', ids), partyRowsInScope(scope, 'd'));
    const sql = `SELECT ${COLUMNS} FROM secondment d WHERE ${where.sql}${suffix}`;
    return ((await runner.query(sql, [...where.params])) as RawSecondment[]).map(secondmentRow);
  }

  /** Lets one writer of a school's secondments at a time look for overlaps. */
  async lockSchool(tx: Transaction, schoolId: number): Promise<void> {
    await tx.query('SELECT id FROM school WHERE id = ? FOR UPDATE', [schoolId]);
  }

  /** Codes of the teacher's standing secondments that share a day with the period; `exceptId` is left out. */
  async overlapping(tx: Transaction, period: TeacherPeriod, exceptId: number): Promise<string[]> {
    const rows = (await tx.query(
      `SELECT code FROM secondment
        WHERE school_id = ? AND teacher_number = ? AND starts_on <= ? AND ends_on >= ?
          AND reversed_at IS NULL AND id <> ? ORDER BY starts_on, id`,
      [period.schoolId, period.teacherNumber, period.endsOn, period.startsOn, exceptId],
    )) as { code: string }[];
    return rows.map((row) => row.code);
  }

  insert(
    tx: Transaction,
    secondment: SecondmentContent & Pick<SecondmentRow, 'code' | 'schoolId' | 'enterpriseId'>,
  ): Promise<number> {
    return insertRow(tx, Secondment, secondment);
  }

  /** Writes an unverified secondment of the given revision; false when another client was faster. */
  async edit(tx: Transaction, id: number, revision: number, content: SecondmentContent): Promise<boolean> {
    const open = { id, revision, verified: false, reversedAt: IsNull() };
    const result = await tx.update(Secondment, open, { ...content, revision: revision + 1 });
    return result.affected === 1;
  }

  /** Marks the revision that was looked at as verified; false when it is no longer that one. */
  async verify(tx: Transaction, id: number, revision: number, by: number | null, at: Date): Promise<boolean> {
    const open = { id, revision, verified: false, reversedAt: IsNull() };
    const result = await tx.update(Secondment, open, { verified: true, verifiedAt: at, verifiedBy: by });
    return result.affected === 1;
  }

  async reverse(tx: Transaction, id: number, reason: string, at: Date): Promise<boolean> {
    const standing = { id, reversedAt: IsNull() };
    const result = await tx.update(Secondment, standing, { reversedAt: at, reversalReason: reason });
    return result.affected === 1;
  }
}

function conditions(filter: SecondmentFilter): (SqlCondition | null)[] {
  const { schoolId, enterpriseId, teacherNumber, verified, reversed, from, to, search } = filter;
  return [
    schoolId ? equals('d.school_id', schoolId) : null,
    enterpriseId ? equals('d.enterprise_id', enterpriseId) : null,
    teacherNumber ? equals('d.teacher_number', teacherNumber) : null,
    typeof verified === 'boolean' ? equals('d.verified', Number(verified)) : null,
    typeof reversed === 'boolean' ? condition(`d.reversed_at IS ${reversed ? 'NOT ' : ''}NULL`) : null,
    from ? condition('d.ends_on >= ?', [from]) : null,
    to ? condition('d.starts_on <= ?', [to]) : null,
    search?.trim() ? startsWith('d.code', search.trim()) : null,
  ];
}
