import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A piece of a report's file. It holds no personal data, so that it is not sealed. */
@Entity()
export class ReportChunk {
  @ForeignKey('Report', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  reportId: number;

  /** 0, 1, 2, … */
  @PrimaryColumn({ type: 'int', unsigned: true }) position: number;
  @Column({ type: 'mediumblob' }) content: Buffer;
}
