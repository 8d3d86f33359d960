import { Inject, Injectable } from '@nestjs/common';
import { addDays, CalendarDate, Clock } from '@sxbq/kernel';
import { allOf, condition, Config, CONFIG, SnapshotReader, SqlCondition } from '@sxbq/platform';
import { Breach, BreachKind, breachOf } from '../domain/breach';
import { dayOf } from '../domain/chain';
import { SignedHead } from '../domain/head';
import { allHeads, chainedDays, firstUnsealed, Rows } from '../persistence/chain-reads';
import { isOver } from '../sealing/head-signer';
import { walkDay } from './day-walk';
import { headChainBreach, keptHeadBreach } from './head-checks';
import { KeptHead } from './kept-heads';
import { trustedKeys } from './trusted-keys';

/** How long the worker may be away before what it has not done counts as a breach. */
const PATIENCE_MS = 3_600_000;

/** Days whose chain is verified, both included; left out: from the first, to the last. Heads are all verified. */
export interface DayRange {
  readonly from?: CalendarDate | undefined;
  readonly to?: CalendarDate | undefined;
}

export interface VerificationReport {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly firstDay: CalendarDate | null;
  readonly lastDay: CalendarDate | null;
  /** Links found as they should be. */
  readonly entryCount: number;
  readonly headCount: number;
  /** Entries that came after the chain of their own day was closed; no breach. */
  readonly lateCount: number;
  readonly intact: boolean;
  /** The first breach; null when intact. */
  readonly breach: Breach | null;
}

type Tally = Pick<VerificationReport, 'entryCount' | 'lateCount' | 'breach'>;

/** Compares the audit with its chain and the chain with its signed heads; stops at the first breach. */
@Injectable()
export class ChainVerifier {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly snapshots: SnapshotReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads one moment of the database page by page, so that memory stays flat and writing goes on meanwhile.
   * @param kept heads of a copy kept elsewhere, which must all be there still
   */
  async verify(range: DayRange = {}, kept: readonly KeptHead[] = []): Promise<VerificationReport> {
    const startedAt = this.clock.now();
    return this.snapshots.read(async ({ rows }) => {
      const heads = await allHeads(rows);
      const days = daysOf(await chainedDays(rows), heads, range);
      const headBreach = headChainBreach(heads, await trustedKeys(this.config, rows)) ?? keptHeadBreach(heads, kept);
      const tally = headBreach
        ? { entryCount: 0, lateCount: 0, breach: headBreach }
        : await this.walk(rows, days, heads, range);
      return {
        startedAt,
        finishedAt: this.clock.now(),
        firstDay: days[0] ?? null,
        lastDay: days.at(-1) ?? null,
        headCount: heads.length,
        ...tally,
        intact: tally.breach === null,
      };
    });
  }

  private async walk(
    rows: Rows,
    days: readonly CalendarDate[],
    heads: readonly SignedHead[],
    range: DayRange,
  ): Promise<Tally> {
    const now = this.clock.now();
    let [entryCount, lateCount] = [0, 0];
    for (const day of days) {
      const own = heads.filter((head) => head.day === day);
      const walked = await walkDay(rows, day, own);
      entryCount += walked.entryCount;
      lateCount += walked.lateCount;
      const unsigned = !own.some((head) => head.final) && isOver(day, now, PATIENCE_MS);
      const breach = walked.breach ?? (unsigned ? breachOf(BreachKind.HEAD_MISSING, { day }) : null);
      if (breach) return { entryCount, lateCount, breach };
    }
    const stray = await firstUnsealed(rows, strayCondition(range, now));
    const breach = stray && breachOf(BreachKind.ENTRY_INSERTED, { day: dayOf(stray), entryId: stray.id });
    return { entryCount, lateCount, breach };
  }
}

/** A day may have lost all of its links and still have its head. */
function daysOf(
  chained: readonly CalendarDate[],
  heads: readonly SignedHead[],
  { from, to }: DayRange,
): CalendarDate[] {
  const days = [...new Set([...chained, ...heads.map((head) => head.day)])].sort();
  return days.filter((day) => (from === undefined || day >= from) && (to === undefined || day <= to));
}

/** Entries of the range that should have been sealed by now. */
function strayCondition({ from, to }: DayRange, now: Date): SqlCondition {
  const midnight = (day: CalendarDate): Date => new Date(`${day}T00:00:00+08:00`);
  return allOf(
    condition('e.occurred_at < ?', [new Date(now.getTime() - PATIENCE_MS)]),
    from === undefined ? null : condition('e.occurred_at >= ?', [midnight(from)]),
    to === undefined ? null : condition('e.occurred_at < ?', [midnight(addDays(to, 1))]),
  );
}
