import {
  ChangedAtColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { ApplicationOrigin, ApplicationStatus } from '../domain/application-status';

/** 应聘或邀请: a graduate and a posting on the way to each other. */
@Entity()
// At most one that is going on; those that ended have null here.
@Index(['jobPostingId', 'graduateId', 'open'], { unique: true })
@Index(['enterpriseId', 'status'])
@Index(['schoolId', 'status'])
@Index(['graduateId', 'status'])
@Index(['status', 'expiresAt'])
export class Application {
  @IdColumn() id: number;
  @ForeignKey('JobPosting') @ReferenceColumn() jobPostingId: number;
  @ForeignKey('Graduate') @ReferenceColumn() graduateId: number;
  /** The posting's and the graduate's, so that either side finds its own by an index. */
  @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @CodeColumn(16) origin: ApplicationOrigin;
  @CodeColumn(16) status: ApplicationStatus;
  /** 1 while it is going on, else null. */
  @Column({ type: 'tinyint', unsigned: true, nullable: true }) open: number | null;
  /** The graduate again from acceptance on: the unique key lets nobody accept two offers, whatever the code does. */
  @Index({ unique: true }) @ReferenceColumn({ nullable: true }) acceptedGraduateId: number | null;
  /** When it lapses unless somebody answers. */
  @InstantColumn({ nullable: true }) expiresAt: Date | null;
  /** Why it ended. */
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
