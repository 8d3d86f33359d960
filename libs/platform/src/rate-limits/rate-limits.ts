import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { Config, CONFIG } from '../config/config';
import { RedisConnections } from '../redis/redis-connections';
import { Budget, budgetsOf, COUNTING, CountedKind } from './budgets';
import { CallCounter, CountedNow, CountedSoon } from './call-counter';
import { CallKind } from './call-kind';

const TELL_EVERY_MS = 1_000;

/** Budgets of calls for each caller (assurance S4, G1), over all processes. */
@Injectable()
export class RateLimits implements OnApplicationShutdown {
  private readonly counters: ReadonlyMap<CallKind, CallCounter>;
  private readonly telling: NodeJS.Timeout;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly redis: RedisConnections,
  ) {
    const budgets = budgetsOf(config.RATE_LIMITS);
    const kinds = Object.keys(COUNTING) as CountedKind[];
    this.counters = new Map(kinds.map((kind) => [kind, this.counter(kind, budgets[kind])]));
    this.telling = setInterval(() => void this.tell(), TELL_EVERY_MS).unref();
  }

  /**
   * Counts one call of the caller ('user 7', 'network 10.0.0.1'), as `points` calls. The last one may go beyond the
   * budget: what is dear is refused to nobody, but makes them wait afterwards. TOO_MANY_REQUESTS with `retryAfterSeconds` when the
   * kind's budget is used up; RATE_LIMIT_UNAVAILABLE for what may not run uncounted while Redis is away. Answers at
   * once, without a promise, where the kind is counted in this process.
   */
  take(kind: CallKind, caller: string, points = 1): void | Promise<void> {
    return this.counters.get(kind)?.take(caller, points);
  }

  /** Tells Redis of the calls counted here since last time. */
  async tell(): Promise<void> {
    const counters = [...this.counters.values()];
    await Promise.all(counters.flatMap((counter) => (counter instanceof CountedSoon ? [counter.tell()] : [])));
  }

  onApplicationShutdown(): void {
    clearInterval(this.telling);
  }

  private counter(kind: CountedKind, budget: Budget): CallCounter {
    const limits = { points: budget.calls, duration: budget.seconds };
    const store = new RateLimiterRedis({
      ...limits,
      storeClient: this.redis.shared(),
      keyPrefix: this.redis.key(`calls-${kind.toLowerCase()}`),
      rejectIfRedisNotReady: true,
      // Who is over the budget is refused here from then on, without asking again.
      inMemoryBlockOnConsumed: budget.calls + 1,
    });
    const insurance = new RateLimiterMemory({ ...limits, keyPrefix: kind });
    if (COUNTING[kind].when === 'SOON') return new CountedSoon(budget, store, insurance);
    return new CountedNow(store, COUNTING[kind].withoutRedis === 'ALONE' ? insurance : null);
  }
}
