import { IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A code that stands in once for a lost authenticator. */
@Entity()
@Index(['userId', 'codeHash'], { unique: true })
export class RecoveryCode {
  @IdColumn() id: number;
  @ForeignKey('User', { onDelete: 'CASCADE' }) @ReferenceColumn() userId: number;
  /** SHA-256, base64url: 120 random bits need no slow hash (ASVS 5.0, 6.5.2). */
  @Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin' }) codeHash: string;
  @InstantColumn({ nullable: true }) usedAt: Date | null;
}
