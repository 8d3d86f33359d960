import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { AssessmentSelfScore } from './assessment-self-score.entity';
import { DigestColumn } from './digest-column';

/** A file that goes with a self score; its content lies in encrypted chunks. */
@Entity()
@Index(['selfScoreId'])
export class AssessmentAttachment {
  @IdColumn() id: number;
  @ForeignKey(() => AssessmentSelfScore) @ReferenceColumn() selfScoreId: number;
  /** The name its owner gave it, numbers of people masked; another stands here once the content is gone. */
  @Column({ length: 255 }) fileName: string;
  @CodeColumn(80) mediaType: string;
  /** While the upload is running: what is reserved for it. */
  @Column({ type: 'int', unsigned: true, default: 0 }) byteSize: number;
  /** Of the content; null while the upload is running. */
  @DigestColumn({ nullable: true }) sha256: string | null;
  @ReferenceColumn({ nullable: true }) uploadedBy: number | null;
  @InstantColumn() uploadedAt: Date;
  /** When the content was deleted; the row with its digest stays as a record of what was marked. */
  @InstantColumn({ nullable: true }) purgedAt: Date | null;
}
