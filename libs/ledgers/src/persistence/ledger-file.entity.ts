import { IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** An uploaded workbook or CSV; its content lies in encrypted chunks. */
@Entity()
@Index(['uploadedAt'])
// What an organisation's files take.
@Index(['organisationId', 'importId'])
@Index(['purgeDueAt'])
export class LedgerFile {
  @IdColumn() id: number;
  /** User id; null = a machine client, or the operator's command line. */
  @ReferenceColumn({ nullable: true }) ownerId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  /** Whose storage it takes; null: the operator's. */
  @ReferenceColumn({ nullable: true }) organisationId: number | null;
  /** The import that used it; a file is used once. */
  @ForeignKey('LedgerImport', { onDelete: 'CASCADE' })
  @ReferenceColumn({ nullable: true })
  importId: number | null;
  /** The name its owner gave it, numbers of people masked; another stands here once the content is gone. */
  @Column({ length: 255 }) fileName: string;
  /** While the upload is running: what is reserved for it. */
  @Column({ type: 'int', unsigned: true, default: 0 }) byteSize: number;
  /** SHA-256 (hex) of the content; null while the upload is running or after it broke off. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin', nullable: true }) sha256: string | null;
  @InstantColumn() uploadedAt: Date;
  /** From then on the content goes as soon as no import needs it: somebody was erased whom it may name. */
  @InstantColumn({ nullable: true }) purgeDueAt: Date | null;
  /** When the content was deleted at the end of its keeping time; the row stays as a record. */
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
}
