import { CodeColumn, IdColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Role } from '@sxbq/kernel';
import { Entity, ForeignKey, Index } from 'typeorm';

/** A user's role in an organisation. */
@Entity()
@Index(['userId', 'organisationId', 'role'], { unique: true })
export class Membership {
  @IdColumn() id: number;
  @ForeignKey('User') @ReferenceColumn() userId: number;
  @Index() @ForeignKey('Organisation') @ReferenceColumn() organisationId: number;
  @CodeColumn() role: Role;
  /**
   * The user again when the role is one of the three administrators, else null: the unique key lets a person be one of
   * them only, whatever the code above does (assurance A8).
   */
  @Index({ unique: true }) @ReferenceColumn({ nullable: true }) administratorUserId: number | null;
  @RecordedAtColumn() recordedAt: Date;
}
