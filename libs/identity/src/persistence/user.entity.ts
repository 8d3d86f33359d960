import { ChangedAtColumn, IdColumn, InstantColumn, RecordedAtColumn } from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';

/** Someone who can sign in. What they may do comes from their membership. */
@Entity()
export class User {
  @IdColumn() id: number;
  /** Lower case, as signed in with. */
  @Index({ unique: true }) @Column({ length: 64 }) username: string;
  @Column({ length: 60 }) displayName: string;
  /** argon2id in PHC form; never the password. */
  @Column({ length: 160, charset: 'ascii', collation: 'ascii_bin' }) passwordHash: string;
  @InstantColumn() passwordChangedAt: Date;
  /** From this instant on the user cannot sign in and every session is dead. */
  @InstantColumn({ nullable: true }) disabledAt: Date | null;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
