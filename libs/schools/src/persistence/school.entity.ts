import {
  BlindIndexColumn,
  ChangedAtColumn,
  CiphertextColumn,
  CodeColumn,
  IdColumn,
  RecordedAtColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';

@Entity()
export class School {
  @IdColumn() id: number;
  @Index({ unique: true }) @CodeColumn(32) code: string;
  @Column({ length: 120 }) name: string;
  @Index({ unique: true }) @CodeColumn(18, { nullable: true }) uscc: string | null;
  @Index() @CodeColumn(12) regionCode: string;
  @Column({ type: 'varchar', length: 60, nullable: true }) contactName: string | null;
  @CiphertextColumn({ nullable: true }) contactPhone: string | null;
  @BlindIndexColumn({ nullable: true }) contactPhoneIndex: string | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}

/** Names the encrypted column for FieldCipher. */
export const SCHOOL_PHONE_FIELD = 'school.contact_phone';
