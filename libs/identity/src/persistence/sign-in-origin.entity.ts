import { InstantColumn } from '@sxbq/platform';
import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A network or device from which a user has signed in before. */
@Entity()
export class SignInOrigin {
  @ForeignKey('User', { onDelete: 'CASCADE' }) @PrimaryColumn({ type: 'int', unsigned: true }) userId: number;
  /** SHA-256 of the network or of the device's token, base64url. */
  @PrimaryColumn({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin' }) originHash: string;
  @Index() @InstantColumn() lastUsedAt: Date;
}
