import { Injectable } from '@nestjs/common';
import { CalendarDate, Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, groupedPages, insertRow, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource, IsNull } from 'typeorm';
import { AgreementSide } from '../domain/agreement-side';
import { partyRowsInScope } from './party-rows-scope';
import { ExecutionRecord } from './execution-record.entity';

const COLUMNS = `x.id, x.agreement_id AS agreementId, x.code, x.occurred_on AS occurredOn,
  x.activity_kind AS activityKind, x.participants, x.description, x.recorded_side AS recordedSide, x.revision,
  x.verified, x.verified_at AS verifiedAt, x.reversed_at AS reversedAt, x.reversal_reason AS reversalReason`;

export interface ExecutionRow {
  readonly id: number;
  readonly agreementId: number;
  readonly code: string;
  readonly occurredOn: CalendarDate;
  readonly activityKind: string;
  readonly participants: number | null;
  readonly description: string | null;
  readonly recordedSide: AgreementSide | null;
  readonly revision: number;
  readonly verified: boolean;
  readonly verifiedAt: Date | null;
  readonly reversedAt: Date | null;
  readonly reversalReason: string | null;
}

/** What a record says. */
export type ExecutionColumns = Pick<
  ExecutionRow,
  'code' | 'occurredOn' | 'activityKind' | 'participants' | 'description'
>;

type RawExecution = Omit<ExecutionRow, 'verified'> & { readonly verified: number | boolean };

const executionRow = (raw: RawExecution): ExecutionRow => ({ ...raw, verified: Boolean(raw.verified) });

@Injectable()
export class ExecutionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The record, when the scope may see its agreement. */
  async find(scope: RowScope, id: number, runner: SqlRunner = this.dataSource.manager): Promise<ExecutionRow | null> {
    return this.select(runner, scope, id, '');
  }

  /** As find, locked until the transaction ends. Lock its agreement first. */
  async lock(tx: Transaction, scope: RowScope, id: number): Promise<ExecutionRow | null> {
    return this.select(tx, scope, id, ' FOR UPDATE');
  }

  private async select(runner: SqlRunner, scope: RowScope, id: number, suffix: string): Promise<ExecutionRow | null> {
    const where = allOf(equals('x.id', id), partyRowsInScope(scope, 'a'));
    const sql = `SELECT ${COLUMNS} FROM execution_record x JOIN agreement a ON a.id = x.agreement_id
                  WHERE ${where.sql}${suffix}`;
    const [row] = (await runner.query(sql, [...where.params])) as RawExecution[];
    return row ? executionRow(row) : null;
  }

  /** Pages of each agreement's records, latest activity first. */
  async pages(agreementIds: readonly number[], page: PageRequest): Promise<Map<number, Page<ExecutionRow>>> {
    const pages = await groupedPages<RawExecution>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'execution_record x', params: [] },
        where: condition('TRUE'),
        orderBy: 'x.occurred_on DESC, x.id DESC',
        groupBy: 'x.agreement_id',
      },
      agreementIds,
      page,
    );
    return new Map([...pages].map(([id, { items, total }]) => [id, { items: items.map(executionRow), total }]));
  }

  async insert(
    tx: Transaction,
    agreementId: number,
    columns: ExecutionColumns,
    recordedSide: AgreementSide,
  ): Promise<number> {
    return insertRow(tx, ExecutionRecord, { ...columns, agreementId, recordedSide });
  }

  /** Writes an unverified record of the revision it was read with; false when another client was faster. */
  async edit(tx: Transaction, read: ExecutionRow, columns: ExecutionColumns): Promise<boolean> {
    const { id, revision } = read;
    const open = { id, revision, verified: false, reversedAt: IsNull() };
    const result = await tx.update(ExecutionRecord, open, { ...columns, revision: revision + 1 });
    return result.affected === 1;
  }

  /** Marks the revision that was looked at as verified; false when it is no longer that one. */
  async verify(tx: Transaction, read: ExecutionRow, by: number | null, at: Date): Promise<boolean> {
    const { id, revision } = read;
    const open = { id, revision, verified: false, reversedAt: IsNull() };
    const result = await tx.update(ExecutionRecord, open, { verified: true, verifiedAt: at, verifiedBy: by });
    return result.affected === 1;
  }

  async reverse(tx: Transaction, id: number, reason: string, at: Date): Promise<boolean> {
    const standing = { id, reversedAt: IsNull() };
    const result = await tx.update(ExecutionRecord, standing, { reversedAt: at, reversalReason: reason });
    return result.affected === 1;
  }
}
