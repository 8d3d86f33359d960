import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { SessionStage, SignInMethod } from '../domain/session-stage';

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
  @CodeColumn(32, { default: SessionStage.ACTIVE }) stage: SessionStage;
  @CodeColumn(32, { default: SignInMethod.PASSWORD }) method: SignInMethod;
  /** When a second factor, or something as strong, was proven in this session. */
  @InstantColumn({ nullable: true }) secondFactorAt: Date | null;
  /** When the person last proved again who they are; null: not since signing in. */
  @InstantColumn({ nullable: true }) steppedUpAt: Date | null;
  /** The link through which a single sign-on started it. */
  @Index()
  @ForeignKey('SingleSignOnLink', { onDelete: 'CASCADE' })
  @ReferenceColumn({ nullable: true })
  singleSignOnLinkId: number | null;
  /** SHA-256 of the provider's own session id, by which its back-channel logout finds this one. */
  @Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin', nullable: true })
  providerSessionHash: string | null;
  @InstantColumn() startedAt: Date;
  /** Moved forward at most once a minute. */
  @InstantColumn() lastSeenAt: Date;
  /** Dead from this instant on, however busy. */
  @Index() @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @Column({ type: 'varchar', length: 45, nullable: true }) address: string | null;
  @Column({ type: 'varchar', length: 200, nullable: true }) userAgent: string | null;
}
