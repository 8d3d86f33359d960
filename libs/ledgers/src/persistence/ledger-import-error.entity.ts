import { CodeColumn, IdColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** One bad cell of an import. Personal values are masked before they get here. */
@Entity()
@Index(['importId', 'id'])
export class LedgerImportError {
  @IdColumn() id: number;
  @ForeignKey('LedgerImport', { onDelete: 'CASCADE' }) @ReferenceColumn() importId: number;
  @Column({ length: 255 }) fileName: string;
  /** Empty for an error of the whole file. */
  @Column({ length: 100 }) sheetName: string;
  /** Row number as Excel shows it; null for an error of the whole sheet. */
  @Column({ type: 'int', unsigned: true, nullable: true }) rowNumber: number | null;
  @Column({ type: 'varchar', length: 100, nullable: true }) columnName: string | null;
  @Column({ type: 'varchar', length: 100, nullable: true }) value: string | null;
  @CodeColumn(40) code: string;
  @Column({ length: 500 }) message: string;
}
