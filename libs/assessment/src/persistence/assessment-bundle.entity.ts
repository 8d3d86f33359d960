import { CodeColumn, InstantColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { AssessmentRun } from './assessment-run.entity';
import { DigestColumn } from './digest-column';

/** The sealed proof of a published ranking; written once, whatever happens after. */
@Entity()
@Index(['digest'], { unique: true })
export class AssessmentBundle {
  @ForeignKey(() => AssessmentRun)
  @PrimaryColumn({ type: 'int', unsigned: true })
  runId: number;

  /** The bundle's own digest, that the next year's is chained to. */
  @DigestColumn() digest: string;
  @DigestColumn({ nullable: true }) previousDigest: string | null;
  @CodeColumn(32) keyId: string;
  /** Base64 of the raw Ed25519 key. */
  @CodeColumn(64) publicKey: string;
  @Column({ type: 'int', unsigned: true }) byteSize: number;
  /** SHA-256 of the whole file. */
  @DigestColumn() sha256: string;
  /** The file, compressed: `SELECT UNCOMPRESS(content)` reads it. */
  @Column({ type: 'longblob' }) content: Buffer;
  /** The version for everybody, small counts of people withheld, compressed. */
  @Column({ type: 'longblob' }) publicContent: Buffer;
  @InstantColumn() sealedAt: Date;
}
