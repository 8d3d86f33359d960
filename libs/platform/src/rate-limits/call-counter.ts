import { createHash } from 'node:crypto';
import { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { Budget } from './budgets';
import { countingUnavailable, tooManyCalls } from './rate-limits.errors';
import { inTime } from '../redis/in-time';

/** Counts the calls of callers against one budget. */
export interface CallCounter {
  /** Counts one call as `points`; TOO_MANY_REQUESTS when the caller's budget is used up, thrown or as a rejection. */
  take(caller: string, points: number): void | Promise<void>;
}

/** A store answers within this time or counts as away. */
const PATIENCE_MS = 1_500;

/** Asks the store before each call. RATE_LIMIT_UNAVAILABLE when neither it nor its insurance answers. */
export class CountedNow implements CallCounter {
  constructor(
    private readonly store: RateLimiterAbstract,
    private readonly insurance: RateLimiterAbstract | null,
  ) {}

  async take(caller: string, points: number): Promise<void> {
    const key = storeKey(caller);
    try {
      await inTime(this.store.consume(key, points), PATIENCE_MS);
    } catch (outcome) {
      if (outcome instanceof RateLimiterRes) throw tooManyCalls(outcome.msBeforeNext);
      if (this.insurance === null) throw countingUnavailable();
      await this.insurance.consume(key, points).catch((refused: RateLimiterRes) => {
        throw tooManyCalls(refused.msBeforeNext);
      });
    }
  }
}

interface Count {
  readonly key: string;
  /** Calls the store knew of when last told, of every process; then calls of this one: being told, and not yet. */
  known: number;
  inTelling: number;
  untold: number;
  endsAt: number;
}

/** Callers remembered at most; beyond it those whose time is not up are forgotten, too, the oldest first. */
const MAX_CALLERS = 50_000;

/**
 * Counts in this process and tells the store, in the background, of all calls since last time: a call costs a look into
 * a map. What several processes allow together exceeds the budget by no more than what comes in between two tellings.
 */
export class CountedSoon implements CallCounter {
  private readonly counts = new Map<string, Count>();
  private readonly changed = new Set<Count>();

  /** @param now monotonic milliseconds */
  constructor(
    private readonly budget: Budget,
    private readonly store: RateLimiterAbstract,
    private readonly insurance: RateLimiterAbstract,
    private readonly now: () => number = () => performance.now(),
  ) {}

  take(caller: string, points: number): void {
    const now = this.now();
    const count = this.countOf(caller, now);
    if (count.known + count.inTelling + count.untold >= this.budget.calls) throw tooManyCalls(count.endsAt - now);
    count.untold += points;
    this.changed.add(count);
  }

  /** Tells the store what is new and learns what other processes counted; forgets callers whose time is up. */
  async tell(): Promise<void> {
    const told = [...this.changed];
    this.changed.clear();
    this.forget();
    await Promise.all(told.map((count) => this.tellOf(count)));
  }

  private countOf(caller: string, now: number): Count {
    const present = this.counts.get(caller);
    if (present && present.endsAt > now) return present;
    const count = {
      key: storeKey(caller),
      known: 0,
      inTelling: 0,
      untold: 0,
      endsAt: now + this.budget.seconds * 1_000,
    };
    this.counts.set(caller, count);
    return count;
  }

  private async tellOf(count: Count): Promise<void> {
    if (count.inTelling > 0) {
      this.changed.add(count);
      return;
    }
    const calls = count.untold;
    Object.assign(count, { inTelling: calls, untold: 0 });
    const answer = await inTime(this.store.penalty(count.key, calls), PATIENCE_MS).catch(() =>
      this.insurance.penalty(count.key, calls),
    );
    Object.assign(count, {
      known: answer.consumedPoints,
      inTelling: 0,
      endsAt: this.now() + Math.max(0, answer.msBeforeNext),
    });
  }

  private forget(): void {
    const now = this.now();
    for (const [caller, { endsAt }] of this.counts) {
      if (endsAt <= now || this.counts.size > MAX_CALLERS) this.counts.delete(caller);
    }
  }
}

/** Who calls reaches the store as a hash only: it may be an address. */
function storeKey(caller: string): string {
  return createHash('sha256').update(caller).digest('base64url');
}
