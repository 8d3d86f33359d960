import { IdColumn, InstantColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A user as the city's single sign-on knows them. */
@Entity()
@Index(['issuer', 'subject'], { unique: true })
@Index(['userId', 'issuer'], { unique: true })
export class SingleSignOnLink {
  @IdColumn() id: number;
  @ForeignKey('User', { onDelete: 'CASCADE' }) @ReferenceColumn() userId: number;
  @Column({ length: 255, charset: 'ascii', collation: 'ascii_bin' }) issuer: string;
  /** `sub` of the identity token: at most 255 ASCII characters (OpenID Connect Core 1.0, 2). */
  @Column({ length: 255, charset: 'ascii', collation: 'ascii_bin' }) subject: string;
  /** Lets nobody in before the user themselves, or a claim that the operator trusts, said so. */
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  @RecordedAtColumn() recordedAt: Date;
}
