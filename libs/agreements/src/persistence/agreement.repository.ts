import { Injectable } from '@nestjs/common';
import { CalendarDate, groupBy, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, HotReads, insertRow, isOneOf, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementSide } from '../domain/agreement-side';
import { AgreementStatus } from '../domain/agreement-status';
import { AgreementApproval } from './agreement-approval.entity';
import { AgreementMajor } from './agreement-major.entity';
import {
  AgreementListQuery,
  countAgreements,
  readAgreementPage,
  readPagesOfParties,
  WantedColumns,
} from './agreement-list.query';
import {
  AGREEMENT_COLUMNS,
  agreementRow,
  AgreementRow,
  ApprovalRow,
  CoveredMajorRow,
  PartyRow,
  RawAgreement,
} from './agreement-rows';
import { partyRowsInScope } from './party-rows-scope';
import { Agreement } from './agreement.entity';

/** What a new agreement consists of. */
export interface NewAgreement {
  readonly code: string;
  readonly schoolId: number;
  readonly enterpriseId: number;
  readonly kinds: readonly AgreementKind[];
  readonly schoolMajorIds: readonly number[];
  readonly signedOn: CalendarDate | null;
  readonly effectiveFrom: CalendarDate | null;
  readonly effectiveTo: CalendarDate | null;
  readonly predecessorId: number | null;
}

/** Columns a step may set. */
export type AgreementColumns = Partial<
  Pick<
    Agreement,
    | 'kinds'
    | 'signedOn'
    | 'effectiveFrom'
    | 'effectiveTo'
    | 'filedOn'
    | 'terminatedOn'
    | 'status'
    | 'revision'
    | 'predecessorId'
  >
>;

@Injectable()
export class AgreementRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hotReads: HotReads,
  ) {}

  page(query: AgreementListQuery, page: PageRequest, wanted: WantedColumns): Promise<AgreementRow[]> {
    return readAgreementPage(this.hotReads, query, page, wanted);
  }

  count(query: AgreementListQuery): Promise<number> {
    return countAgreements(this.dataSource.manager, query);
  }

  pagesOfParties(
    party: 'school' | 'enterprise',
    partyIds: readonly number[],
    query: AgreementListQuery,
    page: PageRequest,
  ): Promise<Map<number, Page<AgreementRow>>> {
    return readPagesOfParties(this.dataSource.manager, party, partyIds, query, page);
  }

  /** The agreements of `ids` that the scope may see, by id. */
  async find(scope: RowScope, ids: readonly number[]): Promise<Map<number, AgreementRow>> {
    const rows = await this.select(this.dataSource.manager, scope, ids, '');
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The agreement, locked until the transaction ends; null when the scope may not see it. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<AgreementRow | null> {
    const [row] = await this.select(tx, scope, [id], ' FOR UPDATE');
    return row ?? null;
  }

  private async select(runner: SqlRunner, scope: RowScope, ids: readonly number[], suffix: string) {
    const where = allOf(isOneOf('a.id', ids), partyRowsInScope(scope, 'a'));
    const sql = `SELECT ${AGREEMENT_COLUMNS} FROM agreement a WHERE ${where.sql}${suffix}`;
    return ((await runner.query(sql, [...where.params])) as RawAgreement[]).map(agreementRow);
  }

  async insert(tx: Transaction, agreement: NewAgreement, now: Date): Promise<number> {
    const { schoolMajorIds, kinds, ...columns } = agreement;
    const id = await insertRow(tx, Agreement, { ...columns, kinds: [...kinds], recordedAt: now, changedAt: now });
    await this.insertMajors(tx, id, schoolMajorIds);
    return id;
  }

  /**
   * Writes the columns if the agreement still has the revision and status it was read with; false when another client
   * was faster.
   */
  async update(tx: Transaction, read: AgreementRow, columns: AgreementColumns, now: Date): Promise<boolean> {
    const { id, revision, status } = read;
    const result = await tx.update(Agreement, { id, revision, status }, { ...columns, changedAt: now });
    return result.affected === 1;
  }

  /** Marks a draft as reminded; not a touch of the draft. False when it was reminded since its last change. */
  async markReminded(tx: Transaction, id: number, now: Date): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE agreement SET reminded_at = ?, changed_at = changed_at
        WHERE id = ? AND status = ? AND (reminded_at IS NULL OR reminded_at < changed_at)`,
      [now, id, AgreementStatus.DRAFT],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  async isUntouchedSince(tx: Transaction, id: number, instant: Date): Promise<boolean> {
    const rows = (await tx.query('SELECT 1 FROM agreement WHERE id = ? AND changed_at < ?', [id, instant])) as object[];
    return rows.length === 1;
  }

  /** Drafts last touched before an instant; with `unremindedOnly`, those whose last touch is not yet followed by a reminder. */
  async draftsUntouchedSince(instant: Date, unremindedOnly: boolean, limit: number): Promise<number[]> {
    const rows = (await this.dataSource.manager.query(
      `SELECT id FROM agreement WHERE status = ? AND changed_at < ?
        ${unremindedOnly ? 'AND (reminded_at IS NULL OR reminded_at < changed_at)' : ''}
        ORDER BY changed_at LIMIT ?`,
      [AgreementStatus.DRAFT, instant, limit],
    )) as { id: number }[];
    return rows.map((row) => row.id);
  }

  async replaceMajors(tx: Transaction, agreementId: number, schoolMajorIds: readonly number[]): Promise<void> {
    await tx.delete(AgreementMajor, { agreementId });
    await this.insertMajors(tx, agreementId, schoolMajorIds);
  }

  private async insertMajors(tx: Transaction, agreementId: number, schoolMajorIds: readonly number[]): Promise<void> {
    if (schoolMajorIds.length === 0) return;
    await tx.insert(
      AgreementMajor,
      schoolMajorIds.map((schoolMajorId) => ({ agreementId, schoolMajorId })),
    );
  }

  /** True when every one of the majors is the school's. */
  async areMajorsOf(runner: SqlRunner, schoolId: number, schoolMajorIds: readonly number[]): Promise<boolean> {
    if (schoolMajorIds.length === 0) return true;
    const [row] = (await runner.query('SELECT COUNT(*) AS found FROM school_major WHERE school_id = ? AND id IN (?)', [
      schoolId,
      schoolMajorIds,
    ])) as [{ found: number | string }];
    return Number(row.found) === schoolMajorIds.length;
  }

  async majorIds(runner: SqlRunner, agreementId: number): Promise<number[]> {
    const rows = (await runner.query(
      'SELECT school_major_id AS id FROM agreement_major WHERE agreement_id = ? ORDER BY school_major_id',
      [agreementId],
    )) as { id: number }[];
    return rows.map((row) => row.id);
  }

  /** Covered school majors by agreement, in order of their codes. */
  async majorsOf(agreementIds: readonly number[]): Promise<Map<number, CoveredMajorRow[]>> {
    const rows = (await this.dataSource.manager.query(
      `SELECT m.agreement_id AS agreementId, sm.id, sm.school_id AS schoolId, sm.code, sm.name
         FROM agreement_major m JOIN school_major sm ON sm.id = m.school_major_id
        WHERE m.agreement_id IN (?) ORDER BY m.agreement_id, sm.code`,
      [agreementIds],
    )) as CoveredMajorRow[];
    return groupBy(rows, (row) => row.agreementId);
  }

  async approve(tx: Transaction, read: AgreementRow, side: AgreementSide, by: number | null, now: Date): Promise<void> {
    await insertRow(tx, AgreementApproval, {
      agreementId: read.id,
      side,
      agreementRevision: read.revision,
      approvedBy: by,
      approvedAt: now,
    });
  }

  /** Signatures under the current revision of each agreement. */
  async approvalsOf(agreementIds: readonly number[], runner?: SqlRunner): Promise<Map<number, ApprovalRow[]>> {
    const rows = (await (runner ?? this.dataSource.manager).query(
      `SELECT p.agreement_id AS agreementId, p.side, p.approved_at AS approvedAt
         FROM agreement_approval p JOIN agreement a ON a.id = p.agreement_id AND a.revision = p.agreement_revision
        WHERE p.agreement_id IN (?) ORDER BY p.id`,
      [agreementIds],
    )) as ApprovalRow[];
    return groupBy(rows, (row) => row.agreementId);
  }

  /** Successor of each agreement that has one. */
  async successorIdsOf(agreementIds: readonly number[]): Promise<Map<number, number>> {
    const rows = (await this.dataSource.manager.query(
      'SELECT predecessor_id AS id, id AS successorId FROM agreement WHERE predecessor_id IN (?)',
      [agreementIds],
    )) as { id: number; successorId: number }[];
    return new Map(rows.map((row) => [row.id, row.successorId]));
  }

  /** Directory entries of parties, whoever asks: who sees an agreement knows its sides, though not whom to call there. */
  async partiesOf(party: 'school' | 'enterprise', ids: readonly number[]): Promise<PartyRow[]> {
    const columns =
      party === 'school'
        ? 'id, code, name, uscc, region_code AS regionCode, revision'
        : 'id, uscc, name, kind, industry_code AS industryCode, size, region_code AS regionCode, revision';
    const rows = (await this.dataSource.manager.query(`SELECT ${columns} FROM ${party} WHERE id IN (?)`, [
      ids,
    ])) as object[];
    return rows.map((row) => ({ ...row, contactName: null, sealedPhone: null })) as PartyRow[];
  }
}
