import { SealedBytesColumn } from '@sxbq/platform';
import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A piece of an uploaded file, sealed with the field cipher and bound to its file and place. */
@Entity()
export class LedgerFileChunk {
  @ForeignKey('LedgerFile', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  fileId: number;

  /** 0, 1, 2, … */
  @PrimaryColumn({ type: 'int', unsigned: true }) position: number;
  @SealedBytesColumn() sealed: Buffer;
}
