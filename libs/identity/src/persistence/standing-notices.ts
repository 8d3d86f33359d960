import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { afterCommit, Notifier, Transaction } from '@sxbq/platform';

/** Where it is told to every process that somebody may no longer be who they were: signed out, disabled, taken back. */
export const STANDING_TOPIC = 'standing-ended';

/** Whose standing ended; neither when it may be anybody's, as of a whole organisation. */
export interface StandingEnded {
  readonly userId?: EntityId;
  readonly clientId?: EntityId;
}

/**
 * Tells processes that hold connections open, which look nobody up by themselves. Best effort, like every notice: they
 * look again after a while all the same.
 */
@Injectable()
export class StandingNotices {
  constructor(private readonly notifier: Notifier) {}

  /** Once the transaction is committed: before that, whoever looks would find things as they were. */
  tell(tx: Transaction, whose: StandingEnded = {}): void {
    afterCommit(tx, () => void this.notifier.publish(STANDING_TOPIC, whose));
  }
}
