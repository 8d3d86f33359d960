import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PARTS_BYTES } from '../domain/suggestions/stored-parts';
import { SuggestionRun } from './suggestion-run.entity';

/**
 * A graduate and a posting that a run found fit for each other. No key to either: they are joined whenever a row is read,
 * since who opted out and what is closed must not be seen.
 */
@Entity()
@Index(['suggestionRunId', 'jobPostingId', 'postingRank'])
export class Suggestion {
  @ForeignKey(() => SuggestionRun) @PrimaryColumn({ type: 'int', unsigned: true }) suggestionRunId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) graduateId: number;
  @PrimaryColumn({ type: 'int', unsigned: true }) jobPostingId: number;
  /** Place among the graduate's postings, from 1; 0: kept for the posting's sake or because it is pinned. */
  @Column({ type: 'smallint', unsigned: true }) graduateRank: number;
  /** Place among the posting's graduates, in the same way. */
  @Column({ type: 'smallint', unsigned: true }) postingRank: number;
  /** 0–10 000. */
  @Column({ type: 'smallint', unsigned: true }) score: number;
  /** See stored-parts. */
  @Column({ type: 'binary', length: PARTS_BYTES }) parts: Buffer;
}
