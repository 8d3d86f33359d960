import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * The place of one audit entry in its day's chain. Written by the sealer alone, after the entry's transaction has
 * committed; positions of a day are 1, 2, 3, … without a gap.
 */
@Entity()
export class AuditLink {
  /** Asia/Shanghai. */
  @PrimaryColumn({ type: 'date' }) day: string;
  @PrimaryColumn({ type: 'int', unsigned: true }) position: number;
  @Index({ unique: true }) @Column({ type: 'bigint', unsigned: true }) entryId: string;
  /** SHA-256 of the hash before and the entry's canonical JSON (domain/chain.ts). */
  @Column({ type: 'binary', length: 32 }) hash: Buffer;
}
