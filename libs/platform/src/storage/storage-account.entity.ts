import { Entity, PrimaryColumn } from 'typeorm';

/** What is locked while somebody takes storage, so that the sums are right however many take at once. */
@Entity()
export class StorageAccount {
  /** '<kind>/<whose>', for example 'uploads/12'. */
  @PrimaryColumn({ type: 'varchar', length: 64 }) account: string;
}
