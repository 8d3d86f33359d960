import { CodeColumn, IdColumn, InstantColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Role } from '@sxbq/kernel';
import { Entity, ForeignKey, Index } from 'typeorm';

/** A user's role in an organisation. One that was taken away stays, since ended sessions name it; it may be given again. */
@Entity()
@Index(['userId', 'organisationId', 'role'], { unique: true })
export class Membership {
  @IdColumn() id: number;
  @ForeignKey('User') @ReferenceColumn() userId: number;
  @Index() @ForeignKey('Organisation') @ReferenceColumn() organisationId: number;
  @CodeColumn() role: Role;
  /**
   * The user again while the role is one of the three administrators, else null: the unique key lets a person be one of
   * them only, whatever the code above does (assurance A8).
   */
  @Index({ unique: true }) @ReferenceColumn({ nullable: true }) administratorUserId: number | null;
  /** The part of a bureau's region given to this member, '320402' of '3204'; null: all of it. */
  @CodeColumn(12, { nullable: true }) regionPrefix?: string | null;
  /** From this instant on nobody acts in it. */
  @InstantColumn({ nullable: true }) endedAt: Date | null;
  @RecordedAtColumn() recordedAt: Date;
}
