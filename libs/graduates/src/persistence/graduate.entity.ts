import {
  BlindIndexColumn,
  ChangedAtColumn,
  CodeColumn,
  IdColumn,
  InstantColumn,
  PersonCiphertextColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { GraduateStatus } from '../domain/graduate-status';
import { GraduateCohort } from './graduate-cohort.entity';

/** The cipher's names for what is sealed with the person's secret. */
export const GRADUATE_NAME_FIELD = 'graduate.name';
export const GRADUATE_ID_NUMBER_FIELD = 'graduate.id_number';
export const GRADUATE_PHONE_FIELD = 'graduate.phone';

/** A graduate's profile: the school's until the graduate takes it over with an account. */
@Entity()
@Index(['schoolId', 'studentNumber'], { unique: true })
// Nobody graduates from two schools in a year.
@Index(['personKey', 'graduationYear'], { unique: true })
@Index(['schoolId', 'status'])
// Counts by year read this alone, not the sealed values beside it.
@Index(['graduationYear', 'schoolId', 'cohortId', 'status'])
export class Graduate {
  @IdColumn() id: number;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @Index() @ForeignKey(() => GraduateCohort) @ReferenceColumn() cohortId: number;
  /** The cohort's, so that the key above can hold it. */
  @Column({ type: 'smallint', unsigned: true }) graduationYear: number;
  @CodeColumn(40) studentNumber: string;
  @PersonCiphertextColumn({ length: 400 }) name: string;
  @PersonCiphertextColumn() idNumber: string;
  @PersonCiphertextColumn({ nullable: true }) phone: string | null;
  @BlindIndexColumn() personKey: string;
  @CodeColumn(16) status: GraduateStatus;
  /** Yuan a month; null: none named. */
  @Column({ type: 'int', unsigned: true, nullable: true }) salaryFloor: number | null;
  /** No suggestions by computation for or about this person (个人信息保护法 第二十四条). */
  @Column({ default: false }) suggestionsOptedOut: boolean;
  @Index({ unique: true }) @ForeignKey('User') @ReferenceColumn({ nullable: true }) claimedUserId: number | null;
  /** SHA-256 of the code with which the graduate takes the profile over; null when none was given out. */
  @Index({ unique: true }) @BlindIndexColumn({ nullable: true }) claimHash: string | null;
  @InstantColumn({ nullable: true }) claimExpiresAt: Date | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
