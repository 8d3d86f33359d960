import { IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A key of a machine client; only its hash is kept. While keys are changed over, two of them count. */
@Entity()
@Index(['clientId', 'expiresAt'])
export class MachineClientKey {
  @IdColumn() id: number;
  @ForeignKey('MachineClient') @ReferenceColumn() clientId: number;
  /** SHA-256 of the whole key, base64url, 43 characters. */
  @Index({ unique: true })
  @Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin' })
  secretHash: string;
  @InstantColumn() issuedAt: Date;
  @InstantColumn() expiresAt: Date;
  /** Moved forward at most once a minute. */
  @InstantColumn({ nullable: true }) lastUsedAt: Date | null;
}
