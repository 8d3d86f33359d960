import { ReferenceColumn } from '@sxbq/platform';
import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A row that bears the person's name and was confirmed to be theirs; deleted when the request ends. */
@Entity()
export class PersonRequestRecord {
  @ForeignKey('PersonRequest', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  requestId: number;

  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' }) source: string;
  @PrimaryColumn({ type: 'int', unsigned: true }) recordId: number;
  @ReferenceColumn({ nullable: true }) confirmedBy: number | null;
}
