import { CodeColumn, IdColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { PostingField } from '../domain/posting-content';
import { JobPosting } from './job-posting.entity';

/** What stood against a posting when it was last looked at, field by field; gone when it is submitted again. */
@Entity()
export class JobPostingFinding {
  @IdColumn() id: number;
  @Index() @ForeignKey(() => JobPosting) @ReferenceColumn() jobPostingId: number;
  @CodeColumn(32) field: PostingField;
  /** Code of the automatic rule, or OFFICER. */
  @CodeColumn(40) rule: string;
  @Column({ length: 255 }) message: string;
}
