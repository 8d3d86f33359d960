import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns';

/** When a job that its schedule rarely calls for was last done; says whether a time of it was missed. */
@Entity()
export class ScheduleMark {
  /** 'queue/job'. */
  @PrimaryColumn({ type: 'varchar', length: 120, charset: 'ascii', collation: 'ascii_bin' }) job: string;
  @InstantColumn() doneAt: Date;
}
