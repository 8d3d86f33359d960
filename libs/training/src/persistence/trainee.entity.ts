import {
  BlindIndexColumn,
  CiphertextColumn,
  CodeColumn,
  IdColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** The cipher's name for the ID number. */
export const TRAINEE_ID_NUMBER_FIELD = 'trainee.id_number';

/** A person in a training session; the ID number is kept encrypted, its blind index tells persons apart. */
@Entity()
@Index(['trainingSessionId', 'personKey'], { unique: true })
@Index(['trainingSessionId', 'passed', 'personKey'])
export class Trainee {
  @IdColumn() id: number;
  @ForeignKey('TrainingSession', { onDelete: 'CASCADE' }) @ReferenceColumn() trainingSessionId: number;
  @Column({ length: 60 }) name: string;
  @CiphertextColumn() idNumber: string;
  @BlindIndexColumn() personKey: string;
  @CodeColumn(60, { nullable: true }) certificateNumber: string | null;
  @Column() passed: boolean;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
}
