import { Entity, PrimaryColumn } from 'typeorm';
import { RecordedAtColumn, WrappedSecretColumn } from '../database/columns';

/** The secret that a person's values are sealed with; without it they are noise. */
@Entity('person_secret')
export class PersonSecretRow {
  /** Blind index of the ID number. */
  @PrimaryColumn({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin' }) personKey: string;
  /** 32 bytes, wrapped under the configured keys. */
  @WrappedSecretColumn() secret: string;
  @RecordedAtColumn() recordedAt: Date;
}
