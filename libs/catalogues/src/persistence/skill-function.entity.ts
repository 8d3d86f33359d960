import { CodeColumn, IdColumn, RecordedAtColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';

/** A work function of a national skill standard, of one grade, with its official weight. */
@Entity()
@Index(['edition', 'occupationCode', 'grade', 'occupationName', 'name'], { unique: true })
@Index(['occupationEdition', 'occupationCode', 'grade'])
export class SkillFunction {
  @IdColumn() id: number;
  /** Year of the standard. */
  @CodeColumn(40) edition: string;
  /** Edition of the occupations that the code belongs to; 'unknown' when its name there is another one. */
  @CodeColumn(40) occupationEdition: string;
  @CodeColumn(40) occupationCode: string;
  @Column({ length: 60 }) occupationName: string;
  @Column({ type: 'tinyint', unsigned: true }) grade: number;
  @Column({ length: 60 }) name: string;
  /** Percent; those of an occupation and a grade add up to 100. */
  @Column({ type: 'tinyint', unsigned: true }) weight: number;
  @RecordedAtColumn() recordedAt: Date;
}
