import { IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A signed-in session. Of its token only the hash is kept: who steals the table cannot sign in with it. */
@Entity()
@Index(['userId', 'endedAt'])
export class Session {
  @IdColumn() id: number;
  /** SHA-256 of the token, base64url, 43 characters. */
  @Index({ unique: true })
  @Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin' })
  tokenHash: string;
  @ForeignKey('User') @ReferenceColumn() userId: number;
  @Index() @ForeignKey('Membership') @ReferenceColumn() membershipId: number;
  @InstantColumn() startedAt: Date;
  /** Moved forward at most once a minute. */
  @InstantColumn() lastSeenAt: Date;
  /** Dead from this instant on, however busy. */
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @Column({ type: 'varchar', length: 45, nullable: true }) address: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) userAgent: string | null;
}
