import { CiphertextColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Entity, Index } from 'typeorm';

/**
 * Whom an erasure was about, sealed under the configured keys and kept as long as a backup may be: after a restore the
 * erasure is done again (docs/adr/0029-names-of-people.md). Backed up apart, its newest copy alone, as person_secret is.
 */
@Entity()
export class ErasedPerson {
  @IdColumn() id: number;
  @ReferenceColumn() requestId: number;
  @CiphertextColumn({ length: 8000 }) sealed: string;
  @Index() @InstantColumn() erasedAt: Date;
}
