import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { insertRow, Transaction } from '@sxbq/platform';
import { SuggestionOverride } from './suggestion-override.entity';

export type CurrentOverride = Pick<SuggestionOverride, 'id' | 'decision'>;

export type NewOverride = Pick<
  SuggestionOverride,
  'graduateId' | 'jobPostingId' | 'decision' | 'reason' | 'decidedRole' | 'decidedBy' | 'decidedAt'
>;

@Injectable()
export class SuggestionOverridesRepository {
  /** What holds for the pair, locked until the transaction ends. */
  async lock(tx: Transaction, graduateId: EntityId, jobPostingId: EntityId): Promise<CurrentOverride | null> {
    const [row] = (await tx.query(
      `SELECT id, decision FROM suggestion_override
        WHERE graduate_id = ? AND job_posting_id = ? AND current = 1 FOR UPDATE`,
      [graduateId, jobPostingId],
    )) as CurrentOverride[];
    return row ?? null;
  }

  async end(tx: Transaction, id: EntityId, endedBy: EntityId | null, endedAt: Date): Promise<void> {
    await tx.update(SuggestionOverride, { id }, { current: null, endedBy, endedAt });
  }

  insert(tx: Transaction, override: NewOverride): Promise<number> {
    return insertRow(tx, SuggestionOverride, { ...override, current: 1 });
  }
}
