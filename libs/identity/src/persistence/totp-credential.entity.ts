import { CiphertextColumn, InstantColumn, RecordedAtColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A user's authenticator app: one shared secret, counting once its first code was given. */
@Entity()
export class TotpCredential {
  @ForeignKey('User', { onDelete: 'CASCADE' }) @PrimaryColumn({ type: 'int', unsigned: true }) userId: number;
  /** Sealed; base32 inside. */
  @CiphertextColumn() secret: string;
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  /** The 30-second step of the last code taken: neither it nor an earlier one is taken again. */
  @Column({ type: 'int', unsigned: true, nullable: true }) lastTimeStep: number | null;
  @RecordedAtColumn() recordedAt: Date;
}
