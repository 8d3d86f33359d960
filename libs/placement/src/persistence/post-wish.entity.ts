import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A posting a graduate wishes for; rank 1 comes first. */
@Entity()
@Index(['graduateId', 'rank'], { unique: true })
export class PostWish {
  @ForeignKey('Graduate') @PrimaryColumn({ type: 'int', unsigned: true }) graduateId: number;
  @Index() @ForeignKey('JobPosting') @PrimaryColumn({ type: 'int', unsigned: true }) jobPostingId: number;
  @Column({ type: 'tinyint', unsigned: true }) rank: number;
}
