import { IdColumn, InstantColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A WebAuthn credential: the public half of a key pair that never leaves the user's device. */
@Entity()
export class Passkey {
  @IdColumn() id: number;
  @Index() @ForeignKey('User', { onDelete: 'CASCADE' }) @ReferenceColumn() userId: number;
  /** As the authenticator chose it: at most 1023 bytes, base64url. */
  @Index({ unique: true })
  @Column({ length: 1400, charset: 'ascii', collation: 'ascii_bin' })
  credentialId: string;
  /** COSE key. */
  @Column({ type: 'varbinary', length: 1024 }) publicKey: Buffer;
  /** The owner's word for it. */
  @Column({ length: 60 }) name: string;
  /** Signatures as the authenticator counts them; always 0 where it does not. */
  @Column({ type: 'int', unsigned: true }) signCount: number;
  @RecordedAtColumn() recordedAt: Date;
  @InstantColumn({ nullable: true }) lastUsedAt: Date | null;
}
