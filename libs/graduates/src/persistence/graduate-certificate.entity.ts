import { CodeColumn, IdColumn, ReferenceColumn } from '@sxbq/platform';
import { SkillGrade } from '@sxbq/training/vocabulary';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { Graduate } from './graduate.entity';

/** A skill certificate a graduate holds. */
@Entity()
@Index(['graduateId', 'occupationCode'], { unique: true })
@Index(['graduateId', 'grade'])
@Index(['occupationCode', 'grade'])
export class GraduateCertificate {
  @IdColumn() id: number;
  @ForeignKey(() => Graduate, { onDelete: 'CASCADE' }) @ReferenceColumn() graduateId: number;
  @CodeColumn(40) occupationCode: string;
  /** The highest held. */
  @Column({ type: 'tinyint', unsigned: true }) grade: SkillGrade;
}
