import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { JobPosting } from './job-posting.entity';

/** A major a posting asks for, by name. */
@Entity()
export class JobPostingMajor {
  @ForeignKey(() => JobPosting) @PrimaryColumn({ type: 'int', unsigned: true }) jobPostingId: number;
  @Index() @PrimaryColumn({ type: 'varchar', length: 120 }) majorName: string;
}
