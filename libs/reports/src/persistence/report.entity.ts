import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn, RevisionColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A report that was asked for: what of, how far it is, and what came out. */
@Entity()
@Index(['runId', 'requestedAt'])
@Index(['status', 'changedAt'])
export class Report {
  @IdColumn() id: number;
  @ForeignKey('AssessmentRun') @ReferenceColumn() runId: number;
  /** That of the run. */
  @CodeColumn(12) regionPrefix: string;
  /** Whose storage it takes; null: the operator's. */
  @Index() @ReferenceColumn({ nullable: true }) organisationId: number | null;
  @CodeColumn(32) kind: string;
  @CodeColumn(16) subject: string;
  @CodeColumn(16) audience: string;
  /** Asked for before publication. */
  @Column({ type: 'tinyint', unsigned: true }) draft: number;
  /** Pages of one school alone. */
  @ForeignKey('School') @ReferenceColumn({ nullable: true }) schoolId: number | null;
  /** What an official document carries beside its text; null: it is none. */
  @Column({ type: 'json', nullable: true }) letterhead: object | null;
  @CodeColumn(16) status: string;
  /** Percent. */
  @Column({ type: 'tinyint', unsigned: true, default: 0 }) progress: number;
  /** Digest of the bundle it was made of. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin', nullable: true })
  bundleDigest: string | null;
  /** SHA-256 of the file. */
  @Column({ type: 'char', length: 64, charset: 'ascii', collation: 'ascii_bin', nullable: true }) sha256: string | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) byteSize: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) pages: number | null;
  @Column({ type: 'int', unsigned: true, nullable: true }) lines: number | null;
  /** Code of what stopped it. */
  @CodeColumn(64, { nullable: true }) error: string | null;
  /** User id; null: a machine client. */
  @ReferenceColumn({ nullable: true }) requestedBy: number | null;
  /** Who asked for it, looked up again when it is made (assurance A7). */
  @ReferenceColumn({ nullable: true }) membershipId: number | null;
  @ReferenceColumn({ nullable: true }) clientId: number | null;
  @RevisionColumn() version: number;
  @InstantColumn() requestedAt: Date;
  @InstantColumn() changedAt: Date;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
}
