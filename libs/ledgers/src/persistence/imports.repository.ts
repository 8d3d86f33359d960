import { Injectable } from '@nestjs/common';
import { EntityId, Page, PageRequest } from '@sxbq/kernel';
import { equals, insertRow, listPage, RowRule, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ImportOrigin, ImportPhase, ImportStatus } from '../domain/import-status';
import type { LedgerError } from '../domain/ledger-error';
import { LedgerImport } from './ledger-import.entity';

/** Whose imports somebody may look at. */
export type ImportViewer =
  { readonly kind: 'ALL' } | { readonly kind: 'ORGANISATION'; readonly organisationId: EntityId | null };

/** Imports that a viewer may look at. Fields of a row: organisationId. */
const IMPORT_ROWS = new RowRule<ImportViewer>('LedgerImport', {
  ALL: () => ({}),
  ORGANISATION: ({ organisationId }) => (organisationId === null ? null : { organisationId }),
});

export type NewImport = Pick<
  LedgerImport,
  'ownerId' | 'ownerRole' | 'organisationId' | 'membershipId' | 'clientId' | 'origin' | 'mode' | 'requestedAt'
>;
export type ImportEnd = Pick<
  LedgerImport,
  'status' | 'counts' | 'warnings' | 'sheets' | 'errorCount' | 'failureCode' | 'rowsDone' | 'finishedAt'
>;

const ERRORS_PER_STATEMENT = 1_000;
const ERROR_COLUMNS =
  'file_name AS file, sheet_name AS sheet, `row_number` AS `row`, column_name AS `column`, value, code, message';

/** Durable rows of imports, and the lease by which one process at a time performs each. */
@Injectable()
export class ImportsRepository {
  constructor(private readonly dataSource: DataSource) {}

  insert(tx: Transaction, given: NewImport): Promise<EntityId> {
    return insertRow(tx, LedgerImport, { ...given, status: ImportStatus.WAITING, phase: ImportPhase.QUEUED });
  }

  byId(id: EntityId): Promise<LedgerImport | null> {
    return this.dataSource.manager.findOneBy(LedgerImport, { id });
  }

  async visible(viewer: ImportViewer, id: EntityId): Promise<LedgerImport | null> {
    const found = await this.byId(id);
    return found && IMPORT_ROWS.covers(viewer, found) ? found : null;
  }

  /** Newest first. */
  async list(viewer: ImportViewer, page: PageRequest): Promise<Page<LedgerImport>> {
    const found = await listPage<{ id: EntityId }>(
      this.dataSource.manager,
      {
        columns: { sql: 'i.id', params: [] },
        from: { sql: 'ledger_import i', params: [] },
        where: IMPORT_ROWS.toSql(viewer, { organisationId: 'i.organisation_id' }),
        orderBy: 'i.id DESC',
      },
      page,
    );
    const rows = await this.dataSource.manager
      .createQueryBuilder(LedgerImport, 'i')
      .whereInIds(found.items.map(({ id }) => id))
      .orderBy('i.id', 'DESC')
      .getMany();
    return { items: found.items.length === 0 ? [] : rows, total: found.total };
  }

  errors(importId: EntityId, page: PageRequest): Promise<Page<LedgerError>> {
    return listPage<LedgerError>(
      this.dataSource.manager,
      {
        columns: { sql: ERROR_COLUMNS, params: [] },
        from: { sql: 'ledger_import_error', params: [] },
        where: equals('import_id', importId),
        orderBy: 'id',
      },
      page,
    );
  }

  async allErrors(importId: EntityId): Promise<LedgerError[]> {
    return this.dataSource.query(`SELECT ${ERROR_COLUMNS} FROM ledger_import_error WHERE import_id = ? ORDER BY id`, [
      importId,
    ]);
  }

  /** True when the caller now performs the import: it was waiting, or its runner's lease has run out. */
  async claim(id: EntityId, runner: string, now: Date, leaseUntil: Date): Promise<boolean> {
    const result = (await this.dataSource.query(
      `UPDATE ledger_import
          SET status = ?, runner = ?, lease_until = ?, started_at = ?, attempts = attempts + 1, rows_done = 0
        WHERE id = ? AND (status = ? OR (status = ? AND lease_until < ?))`,
      [ImportStatus.RUNNING, runner, leaseUntil, now, id, ImportStatus.WAITING, ImportStatus.RUNNING, now],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  /** False when the lease went to somebody else. */
  async renew(id: EntityId, runner: string, leaseUntil: Date, phase: ImportPhase, rowsDone: number): Promise<boolean> {
    const result = (await this.dataSource.query(
      'UPDATE ledger_import SET lease_until = ?, phase = ?, rows_done = ? WHERE id = ? AND runner = ? AND status = ?',
      [leaseUntil, phase, rowsDone, id, runner, ImportStatus.RUNNING],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  /** Lets an import asked for over the API wait again after a fault; false when it has had its attempts. */
  async release(id: EntityId, runner: string, maxAttempts: number): Promise<boolean> {
    const result = (await this.dataSource.query(
      `UPDATE ledger_import SET status = ?, phase = ?, lease_until = NULL
        WHERE id = ? AND runner = ? AND status = ? AND origin = ? AND attempts < ?`,
      [ImportStatus.WAITING, ImportPhase.QUEUED, id, runner, ImportStatus.RUNNING, ImportOrigin.API, maxAttempts],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  /** As `release`, the attempt not counted: an outage cut it off. */
  async giveBack(id: EntityId, runner: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE ledger_import SET status = ?, phase = ?, lease_until = NULL, attempts = GREATEST(attempts, 1) - 1
        WHERE id = ? AND runner = ? AND status = ? AND origin = ?`,
      [ImportStatus.WAITING, ImportPhase.QUEUED, id, runner, ImportStatus.RUNNING, ImportOrigin.API],
    );
  }

  /** Ends the import; throws when the runner has lost its lease, so that its transaction is undone. */
  async end(tx: Transaction, id: EntityId, runner: string, end: ImportEnd): Promise<void> {
    const result = await tx.update(
      LedgerImport,
      { id, runner, status: ImportStatus.RUNNING },
      { ...(end as object), phase: ImportPhase.FINISHED, rowsTotal: end.rowsDone, leaseUntil: null },
    );
    if (result.affected !== 1) throw new Error(`import ${id} was taken over by another process`);
  }

  async insertErrors(tx: Transaction, importId: EntityId, errors: readonly LedgerError[]): Promise<void> {
    for (let start = 0; start < errors.length; start += ERRORS_PER_STATEMENT) {
      const rows = errors
        .slice(start, start + ERRORS_PER_STATEMENT)
        .map((error) => [
          importId,
          error.file,
          error.sheet.slice(0, 100),
          error.row,
          error.column?.slice(0, 100) ?? null,
          error.value?.slice(0, 100) ?? null,
          error.code,
          error.message.slice(0, 500),
        ]);
      await tx.query(
        'INSERT INTO ledger_import_error (import_id, file_name, sheet_name, `row_number`, column_name, value, code, message) VALUES ?',
        [rows],
      );
    }
  }

  /** Imports that should be under way and are not: asked for over the API, waiting since `waitingSince`, or left by a dead runner. */
  async stranded(now: Date, waitingSince: Date): Promise<EntityId[]> {
    const rows = (await this.dataSource.query(
      `SELECT id FROM ledger_import
        WHERE origin = ? AND ((status = ? AND requested_at < ?) OR (status = ? AND lease_until < ?)) ORDER BY id`,
      [ImportOrigin.API, ImportStatus.WAITING, waitingSince, ImportStatus.RUNNING, now],
    )) as { id: EntityId }[];
    return rows.map(({ id }) => id);
  }

  /** A killed command line will not come back: its imports end as broken off. */
  async endAbandoned(now: Date, failureCode: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE ledger_import SET status = ?, phase = ?, failure_code = ?, finished_at = ?, lease_until = NULL
        WHERE origin = ? AND status = ? AND lease_until < ?`,
      [ImportStatus.FAILED, ImportPhase.FINISHED, failureCode, now, ImportOrigin.CLI, ImportStatus.RUNNING, now],
    );
  }
}
