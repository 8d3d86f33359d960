import { Injectable } from '@nestjs/common';
import { groupBy, Page, PageRequest, RowScope } from '@sxbq/kernel';
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
import { SkillGrade } from '@sxbq/training/vocabulary';
import { DataSource, IsNull, MoreThan } from 'typeorm';
import { GraduateSort } from '../domain/graduate-sort';
import { GraduateStatus } from '../domain/graduate-status';
import { Wishes } from '../domain/wishes';
import { GraduateCertificate } from './graduate-certificate.entity';
import { graduateScope } from './graduate-scope';
import { GraduateWish } from './graduate-wish.entity';
import { Graduate } from './graduate.entity';

/** A graduate as kept: name, ID number and phone are ciphertext. */
export interface GraduateRow extends Wishes {
  readonly id: number;
  readonly schoolId: number;
  readonly cohortId: number;
  readonly graduationYear: number;
  readonly studentNumber: string;
  readonly sealedName: string;
  readonly sealedIdNumber: string;
  readonly sealedPhone: string | null;
  readonly personKey: string;
  /** Null for a person who was erased. */
  readonly sealedSecret: string | null;
  readonly status: GraduateStatus;
  readonly suggestionsOptedOut: boolean;
  readonly claimedUserId: number | null;
  readonly revision: number;
}

export interface GraduateFilter {
  readonly schoolId?: number | null;
  readonly cohortId?: number | null;
  readonly graduationYear?: number | null;
  readonly status?: GraduateStatus | null;
  /** Holds a certificate of the occupation. */
  readonly certifiedIn?: string | null;
  /** Beginning of the student number. */
  readonly search?: string | null;
}

/** What is asked of a graduate before anything begins. */
export type AvailableGraduate = Pick<GraduateRow, 'id' | 'schoolId' | 'claimedUserId' | 'suggestionsOptedOut'>;

export type NewGraduateRow = Pick<
  Graduate,
  'schoolId' | 'cohortId' | 'graduationYear' | 'studentNumber' | 'name' | 'idNumber' | 'phone' | 'personKey' | 'status'
>;

const COLUMNS = `g.id, g.school_id AS schoolId, g.cohort_id AS cohortId, g.graduation_year AS graduationYear,
  g.student_number AS studentNumber, g.name AS sealedName, g.id_number AS sealedIdNumber, g.phone AS sealedPhone,
  g.person_key AS personKey, ps.secret AS sealedSecret, g.status, g.salary_floor AS salaryFloor,
  g.suggestions_opted_out AS suggestionsOptedOut, g.claimed_user_id AS claimedUserId, g.revision`;
/** Joined, so that the secrets come with the rows they open. */
const FROM = 'graduate g LEFT JOIN person_secret ps ON ps.person_key = g.person_key';

const ORDER_BY: Readonly<Record<GraduateSort, string>> = {
  [GraduateSort.RECORDED_ASC]: 'g.id',
  [GraduateSort.STUDENT_NUMBER_ASC]: 'g.school_id, g.student_number',
};

type StoredGraduate = Omit<GraduateRow, keyof Wishes | 'suggestionsOptedOut'> & {
  readonly salaryFloor: number | null;
  readonly suggestionsOptedOut: number | boolean;
};

@Injectable()
export class GraduatesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async list(
    scope: RowScope,
    filter: GraduateFilter,
    sort: GraduateSort,
    page: PageRequest,
  ): Promise<Page<GraduateRow>> {
    const runner = this.dataSource.manager;
    const { items, total } = await listPage<StoredGraduate>(
      runner,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: FROM, params: [] },
        where: allOf(graduateScope(scope, 'g'), ...conditions(filter)),
        orderBy: ORDER_BY[sort],
      },
      page,
    );
    return { items: await withWishes(runner, items), total };
  }

  /** The graduates of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, GraduateRow>> {
    const rows = await this.select(this.dataSource.manager, scope, ids);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The graduate, locked until the transaction ends; null when the scope may not write it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<GraduateRow | null> {
    // The lock is the row's alone: a secret joined to it would be locked against others of the person.
    await tx.query('SELECT id FROM graduate WHERE id = ? FOR UPDATE', [id]);
    return (await this.select(tx, scope, [id]))[0] ?? null;
  }

  insert(tx: Transaction, graduate: NewGraduateRow & Pick<Graduate, 'salaryFloor'>): Promise<number> {
    return insertRow(tx, Graduate, graduate);
  }

  /** Writes the graduate of the revision that was read; false when another client was faster. */
  async update(
    tx: Transaction,
    read: Pick<GraduateRow, 'id' | 'revision'>,
    columns: Partial<Pick<Graduate, 'salaryFloor' | 'phone' | 'status' | 'suggestionsOptedOut'>>,
  ): Promise<boolean> {
    const at = { id: read.id, revision: read.revision };
    const result = await tx.update(Graduate, at, { ...columns, revision: read.revision + 1 });
    return result.affected === 1;
  }

  /** Replaces certificates and wishes. */
  async setWishes(tx: Transaction, graduateId: number, wishes: Wishes): Promise<void> {
    await tx.delete(GraduateCertificate, { graduateId });
    await tx.delete(GraduateWish, { graduateId });
    const certificates = wishes.certificates.map((certificate) => ({ graduateId, ...certificate }));
    if (certificates.length > 0) await tx.insert(GraduateCertificate, certificates);
    const ranked = (kind: GraduateWish['kind'], codes: readonly string[]) =>
      codes.map((code, index) => ({ graduateId, kind, code, rank: index + 1 }));
    const rows = [...ranked('OCCUPATION', wishes.occupationCodes), ...ranked('REGION', wishes.regionPrefixes)];
    if (rows.length > 0) await tx.insert(GraduateWish, rows);
  }

  async setClaim(tx: Transaction, id: number, claimHash: string, claimExpiresAt: Date): Promise<boolean> {
    const result = await tx.update(Graduate, { id, claimedUserId: IsNull() }, { claimHash, claimExpiresAt });
    return result.affected === 1;
  }

  /** Hands the profile of the code to the user; its id, or null when the code counts no more. Of many at once, one. */
  async claim(tx: Transaction, claimHash: string, userId: number, now: Date): Promise<number | null> {
    const open = { claimHash, claimExpiresAt: MoreThan(now), claimedUserId: IsNull() };
    const row = await tx.findOne(Graduate, { where: open, select: { id: true } });
    if (!row) return null;
    const taken = { claimedUserId: userId, claimHash: null, claimExpiresAt: null };
    const result = await tx.update(Graduate, { id: row.id, ...open }, taken);
    return result.affected === 1 ? row.id : null;
  }

  async isOwn(tx: Transaction, scope: RowScope, id: number): Promise<boolean> {
    const where = allOf(equals('g.id', id), graduateScope(scope, 'g'));
    const rows = (await tx.query(`SELECT 1 FROM graduate g WHERE ${where.sql}`, [...where.params])) as unknown[];
    return rows.length > 0;
  }

  /** The graduate if looking for work. */
  async available(tx: Transaction, id: number): Promise<AvailableGraduate | null> {
    const [row] = (await tx.query(
      `SELECT g.id, g.school_id AS schoolId, g.claimed_user_id AS claimedUserId,
              g.suggestions_opted_out AS suggestionsOptedOut
         FROM graduate g WHERE g.id = ? AND g.status = ?`,
      [id, GraduateStatus.AVAILABLE],
    )) as AvailableGraduate[];
    return row ? { ...row, suggestionsOptedOut: Boolean(row.suggestionsOptedOut) } : null;
  }

  async claimedBy(tx: Transaction, id: number): Promise<number | null> {
    const row = await tx.findOne(Graduate, { where: { id }, select: { claimedUserId: true } });
    return row?.claimedUserId ?? null;
  }

  async personKeyOf(tx: Transaction, id: number): Promise<string | null> {
    const row = await tx.findOne(Graduate, { where: { id }, select: { personKey: true } });
    return row?.personKey ?? null;
  }

  async lockStatus(tx: Transaction, id: number): Promise<GraduateStatus | null> {
    const rows = await tx.query('SELECT status FROM graduate WHERE id = ? FOR UPDATE', [id]);
    return (rows as { status: GraduateStatus }[])[0]?.status ?? null;
  }

  async setStatus(tx: Transaction, id: number, status: GraduateStatus): Promise<void> {
    await tx.update(Graduate, { id }, { status, revision: () => 'revision + 1' });
  }

  private async select(runner: SqlRunner, scope: RowScope, ids: readonly number[]): Promise<GraduateRow[]> {
    const where = allOf(isOneOf('g.id', ids), graduateScope(scope, 'g'));
    const rows = await runner.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.sql}`, [...where.params]);
    return withWishes(runner, rows as StoredGraduate[]);
  }
}

async function withWishes(runner: SqlRunner, rows: readonly StoredGraduate[]): Promise<GraduateRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const certificates = groupBy(
    (await runner.query(
      `SELECT graduate_id AS graduateId, occupation_code AS occupationCode, grade FROM graduate_certificate
        WHERE graduate_id IN (?) ORDER BY occupation_code`,
      [ids],
    )) as { graduateId: number; occupationCode: string; grade: SkillGrade }[],
    (row) => row.graduateId,
  );
  const wishes = groupBy(
    (await runner.query(
      'SELECT graduate_id AS graduateId, kind, code FROM graduate_wish WHERE graduate_id IN (?) ORDER BY `rank`',
      [ids],
    )) as Pick<GraduateWish, 'graduateId' | 'kind' | 'code'>[],
    (row) => row.graduateId,
  );
  const codes = (id: number, kind: GraduateWish['kind']) =>
    (wishes.get(id) ?? []).filter((wish) => wish.kind === kind).map((wish) => wish.code);
  return rows.map((row) => ({
    ...row,
    suggestionsOptedOut: Boolean(row.suggestionsOptedOut),
    certificates: (certificates.get(row.id) ?? []).map(({ occupationCode, grade }) => ({ occupationCode, grade })),
    occupationCodes: codes(row.id, 'OCCUPATION'),
    regionPrefixes: codes(row.id, 'REGION'),
  }));
}

function conditions(filter: GraduateFilter): (SqlCondition | null)[] {
  const { schoolId, cohortId, graduationYear, status, certifiedIn, search } = filter;
  return [
    schoolId ? equals('g.school_id', schoolId) : null,
    cohortId ? equals('g.cohort_id', cohortId) : null,
    graduationYear ? equals('g.graduation_year', graduationYear) : null,
    status ? equals('g.status', status) : null,
    certifiedIn
      ? condition(
          'EXISTS (SELECT 1 FROM graduate_certificate k WHERE k.graduate_id = g.id AND k.occupation_code = ?)',
          [certifiedIn],
        )
      : null,
    search?.trim() ? startsWith('g.student_number', search.trim()) : null,
  ];
}
