import { DateColumn, InstantColumn } from '@sxbq/platform';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The result of a verification that the worker ran. Written by the sealer alone. */
@Entity()
export class AuditVerification {
  @PrimaryGeneratedColumn({ type: 'int', unsigned: true }) id: number;
  @InstantColumn() startedAt: Date;
  @InstantColumn() finishedAt: Date;
  /** Days verified, both included; null when the chain was empty. */
  @DateColumn({ nullable: true }) firstDay: string | null;
  @DateColumn({ nullable: true }) lastDay: string | null;
  @Column({ type: 'int', unsigned: true }) entryCount: number;
  @Column({ type: 'int', unsigned: true }) headCount: number;
  @Column() intact: boolean;
  /** The first breach (domain/breach.ts) as JSON; null when there is none. */
  @Column({ type: 'json', nullable: true }) breach: object | null;
}
