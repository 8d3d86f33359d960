import { Role } from '@sxbq/kernel';
import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { ImportMode, ImportOrigin, ImportPhase, ImportStatus } from '../domain/import-status';
import type { ImportWarning, SheetPlace } from '../domain/ledger-error';
import type { ImportCounts } from '../domain/sheet-counts';

/** One import of one or several files: a durable row that says how far it got, so that any process can take it up. */
@Entity()
@Index(['organisationId', 'id'])
@Index(['status', 'leaseUntil'])
export class LedgerImport {
  @IdColumn() id: number;
  /** User id; null = a machine client, or the operator's command line. */
  @ReferenceColumn({ nullable: true }) ownerId: number | null;
  /** The role the owner acted in. */
  @CodeColumn(32, { nullable: true }) ownerRole: Role | null;
  /** The owner's membership, or the machine client; both null = the operator. Looked up again when the import runs (A7). */
  @ReferenceColumn({ nullable: true }) membershipId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  /** The owner's organisation, whose members may look at the import. */
  @ReferenceColumn({ nullable: true }) organisationId: number | null;
  @CodeColumn(8) origin: ImportOrigin;
  @CodeColumn(16) mode: ImportMode;
  @CodeColumn(20) status: ImportStatus;
  @CodeColumn(24) phase: ImportPhase;
  /** Rows read so far. */
  @Column({ type: 'int', unsigned: true, default: 0 }) rowsDone: number;
  /** Rows of all files; null until the last sheet was read. */
  @Column({ type: 'int', unsigned: true, nullable: true }) rowsTotal: number | null;
  /** Set when the import ends. */
  @Column({ type: 'json', nullable: true }) counts: ImportCounts | null;
  @Column({ type: 'json', nullable: true }) warnings: ImportWarning[] | null;
  /** Where the sheets and their headers were found; the copy with errors is made from it. */
  @Column({ type: 'json', nullable: true }) sheets: SheetPlace[] | null;
  /** Bad cells found; ledger_import_error lists the first of them up to a bound. */
  @Column({ type: 'int', unsigned: true, default: 0 }) errorCount: number;
  /** Code of what broke off a FAILED import. */
  @CodeColumn(64, { nullable: true }) failureCode: string | null;
  @InstantColumn() requestedAt: Date;
  @InstantColumn({ nullable: true }) startedAt: Date | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  /** Token of the process that performs it; only its holder can end the import. */
  @CodeColumn(36, { nullable: true }) runner: string | null;
  /** The runner renews this; once it is past, another process may take the import over. */
  @InstantColumn({ nullable: true }) leaseUntil: Date | null;
  @Column({ type: 'int', unsigned: true, default: 0 }) attempts: number;
}
