import { IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** An uploaded workbook or CSV; its content lies in encrypted chunks. */
@Entity()
@Index(['uploadedAt'])
export class LedgerFile {
  @IdColumn() id: number;
  /** User id; null = a machine client, or the operator's command line. */
  @ReferenceColumn({ nullable: true }) ownerId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  /** The import that used it; a file is used once. */
  @ForeignKey('LedgerImport', { onDelete: 'CASCADE' })
  @ReferenceColumn({ nullable: true })
  importId: number | null;
  /** The name its owner gave it. */
  @Column({ length: 255 }) fileName: string;
  @Column({ type: 'int', unsigned: true, default: 0 }) byteSize: number;
  /** SHA-256 (hex) of the content; null while the upload is running or after it broke off. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin', nullable: true }) sha256: string | null;
  @InstantColumn() uploadedAt: Date;
  /** When the content was deleted at the end of its keeping time; the row stays as a record. */
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
}
