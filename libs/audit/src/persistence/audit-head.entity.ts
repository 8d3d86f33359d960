import { DateColumn, InstantColumn } from '@sxbq/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A signed statement: the chain of this day had so many entries and ended with this hash. Heads are a chain themselves;
 * the last one of a day that is over is final. Written by the sealer alone.
 */
@Entity()
@Index(['day', 'final'])
export class AuditHead {
  /** 1, 2, 3, … without a gap. */
  @PrimaryColumn({ type: 'int', unsigned: true }) number: number;
  @DateColumn() day: string;
  /** True when no entry can be added to the day any more. */
  @Column() final: boolean;
  /** The chain's positions are 1 to this. */
  @Column({ type: 'int', unsigned: true }) entryCount: number;
  /** Hash of the link at the last position. */
  @Column({ type: 'binary', length: 32 }) lastHash: Buffer;
  /** Hash of the head before this one; zeros in the first. */
  @Column({ type: 'binary', length: 32 }) previousHash: Buffer;
  @InstantColumn() signedAt: Date;
  @Column({ length: 32, charset: 'ascii', collation: 'ascii_bin' }) keyId: string;
  /** Ed25519 over the head's canonical text (domain/head.ts). */
  @Column({ type: 'binary', length: 64 }) signature: Buffer;
}
