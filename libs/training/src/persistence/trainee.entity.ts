import {
  BlindIndexColumn,
  CodeColumn,
  IdColumn,
  OnceClearCiphertextColumn,
  PersonCiphertextColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** The cipher's names for the name and the ID number. */
export const TRAINEE_NAME_FIELD = 'trainee.name';
export const TRAINEE_ID_NUMBER_FIELD = 'trainee.id_number';

/**
 * A person in a training session; name and ID number are kept encrypted with the person's secret, the number's blind index
 * tells persons apart. After an erasure both are empty and a pseudonym stands for the index.
 */
@Entity()
@Index(['trainingSessionId', 'personKey'], { unique: true })
@Index(['trainingSessionId', 'passed', 'personKey'])
export class Trainee {
  @IdColumn() id: number;
  @ForeignKey('TrainingSession', { onDelete: 'CASCADE' }) @ReferenceColumn() trainingSessionId: number;
  @OnceClearCiphertextColumn(TRAINEE_NAME_FIELD, 400) name: string;
  @PersonCiphertextColumn() idNumber: string;
  @BlindIndexColumn() personKey: string;
  @CodeColumn(60, { nullable: true }) certificateNumber: string | null;
  @Column() passed: boolean;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
}
