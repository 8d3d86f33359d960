import { InstantColumn } from '@sxbq/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A public key that heads were signed with, so that they can be verified after the key has been replaced. */
@Entity()
export class AuditKey {
  @PrimaryColumn({ type: 'varchar', length: 32, charset: 'ascii', collation: 'ascii_bin' }) keyId: string;
  /** Ed25519, raw. */
  @Column({ type: 'binary', length: 32 }) publicKey: Buffer;
  @InstantColumn() firstUsedAt: Date;
}
