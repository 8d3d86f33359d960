import {
  BlindIndexColumn,
  CodeColumn,
  IdColumn,
  PersonCiphertextColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** The cipher's name for the ID number. */
export const TRAINEE_ID_NUMBER_FIELD = 'trainee.id_number';

/**
 * A person in a training session; the ID number is kept encrypted with the person's secret, its blind index tells persons
 * apart. After an erasure the number is empty and a pseudonym stands for the index.
 */
@Entity()
@Index(['trainingSessionId', 'personKey'], { unique: true })
@Index(['trainingSessionId', 'passed', 'personKey'])
export class Trainee {
  @IdColumn() id: number;
  @ForeignKey('TrainingSession', { onDelete: 'CASCADE' }) @ReferenceColumn() trainingSessionId: number;
  @Column({ length: 60 }) name: string;
  @PersonCiphertextColumn() idNumber: string;
  @BlindIndexColumn() personKey: string;
  @CodeColumn(60, { nullable: true }) certificateNumber: string | null;
  @Column() passed: boolean;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
}
