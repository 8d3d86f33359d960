import { SealedBytesColumn } from '@sxbq/platform';
import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A piece of an attachment, sealed with the field cipher and bound to its file and place. */
@Entity()
export class AssessmentAttachmentChunk {
  @ForeignKey('AssessmentAttachment', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  attachmentId: number;

  /** 0, 1, 2, … */
  @PrimaryColumn({ type: 'int', unsigned: true }) position: number;
  @SealedBytesColumn() sealed: Buffer;
}
