import { Injectable } from '@nestjs/common';
import { Clock, EntityId, RowScope, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { PostingRow, PostingsRepository } from './persistence/postings.repository';

/** The places of postings, for whoever fills them. */
@Injectable()
export class PostingPlaces {
  constructor(
    private readonly postings: PostingsRepository,
    private readonly clock: Clock,
  ) {}

  /** Whether the scope may write the posting. */
  isOwn(tx: Transaction, scope: RowScope, id: EntityId): Promise<boolean> {
    return this.postings.isOwn(tx, scope, id);
  }

  /** Whatever state they are in. The caller may see them by what hangs on them. */
  find(ids: readonly EntityId[]): Promise<Map<EntityId, PostingRow>> {
    return this.postings.find(rowScopeOf(SYSTEM_PRINCIPAL), ids);
  }

  /** The posting if it is shown today. */
  open(tx: Transaction, id: EntityId): Promise<PostingRow | null> {
    return this.postings.shown(tx, id, this.clock.today());
  }

  /** As `open`, and if the scope may see it. */
  openTo(tx: Transaction, scope: RowScope, id: EntityId): Promise<PostingRow | null> {
    return this.postings.shown(tx, id, this.clock.today(), scope);
  }

  /** The posting, locked until the transaction ends; null when the scope may not write it. */
  lockOwn(tx: Transaction, scope: RowScope, id: EntityId): Promise<PostingRow | null> {
    return this.postings.lock(tx, scope, id);
  }

  /** Which of the postings are shown today, and to the scope. */
  openAmong(tx: Transaction, scope: RowScope, ids: readonly EntityId[]): Promise<ReadonlySet<EntityId>> {
    return this.postings.shownAmong(tx, scope, ids, this.clock.today());
  }

  /** Takes a place; false when none is left or the posting is closed. Of many at once, as many as there are places. */
  take(tx: Transaction, id: EntityId): Promise<boolean> {
    return this.postings.takePlace(tx, id);
  }

  async giveBack(tx: Transaction, id: EntityId): Promise<void> {
    await this.postings.giveBackPlace(tx, id);
  }
}
