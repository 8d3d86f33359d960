import { Inject, Injectable } from '@nestjs/common';
import { CalendarDate, Clock, shanghaiDate } from '@sxbq/kernel';
import { ClockCheck, Config, CONFIG } from '@sxbq/platform';
import { chainDay, ChainedEntry, dayOf, genesisOf, linkHash } from '../domain/chain';
import { earlierNow, lastClosedDay, highestEntryId, Rows, tailOf, unsealedEntries } from '../persistence/chain-reads';
import { HeadSigner } from './head-signer';
import { SealerConnection, SealerDatabase } from '../persistence/sealer-database';
import { SettledIds } from './settled-ids';

/** Entries hashed and written at a time. */
const BATCH = 1_000;

/** What one run of the sealer did. */
export interface SealReport {
  readonly sealed: number;
  readonly heads: number;
}

interface Tail {
  position: number;
  hash: Buffer;
}

/**
 * Chains committed entries, day by day, after the business is done: writing an entry waits for no chain. Ids are given
 * out before transactions commit, so entries appear out of order; each run therefore looks again below what it has
 * sealed already (see SettledIds) and nothing is passed over.
 */
@Injectable()
export class Sealer {
  private readonly settled = new SettledIds();

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'AUDIT_SIGNING_KEY'>,
    private readonly database: SealerDatabase,
    private readonly heads: HeadSigner,
    private readonly clock: Clock,
    private readonly clocks: ClockCheck,
  ) {}

  /**
   * Seals what is not sealed yet and signs the heads of days that are over; with `signNow` of the days still open too.
   * null when another process is at it. CLOCK_DIFFERS, and nothing sealed, by a clock that cannot tell which day it is.
   */
  async run({ signNow = false } = {}): Promise<SealReport | null> {
    await this.clocks.assertRight();
    return this.database.exclusively(async (connection) => {
      const sealed = await this.seal(connection);
      const heads = this.config.AUDIT_SIGNING_KEY ? await this.heads.sign(connection, signNow) : 0;
      return { sealed, heads };
    });
  }

  /** From the next run on every entry is looked at again. */
  lookAtAll(): void {
    this.settled.forget();
  }

  private async seal(connection: SealerConnection): Promise<number> {
    const { rows } = connection;
    const startedAt = this.clock.now();
    const today = shanghaiDate(await earlierNow(this.clocks, rows));
    const highest = await highestEntryId(rows);
    const closed = await lastClosedDay(rows);
    const tails = new Map<CalendarDate, Tail>();
    let aboveId = this.settled.highest;
    let sealed = 0;
    for (;;) {
      const entries = await unsealedEntries(rows, aboveId, BATCH);
      if (entries.length === 0) break;
      await this.append(connection, entries, { today, closed }, tails);
      sealed += entries.length;
      aboveId = Number(entries.at(-1)?.id);
    }
    this.settled.note(startedAt, highest);
    return sealed;
  }

  private async append(
    connection: SealerConnection,
    entries: readonly ChainedEntry[],
    { today, closed }: { readonly today: CalendarDate; readonly closed: CalendarDate | null },
    tails: Map<CalendarDate, Tail>,
  ): Promise<void> {
    const links: unknown[][] = [];
    for (const entry of entries) {
      const day = chainDay(dayOf(entry), today, closed);
      const tail = tails.get(day) ?? (await startOf(connection.rows, day));
      tails.set(day, tail);
      tail.hash = linkHash(tail.hash, entry);
      links.push([day, ++tail.position, entry.id, tail.hash]);
    }
    await connection.append('INSERT INTO audit_link (day, position, entry_id, hash) VALUES ?', [links]);
  }
}

async function startOf(rows: Rows, day: CalendarDate): Promise<Tail> {
  return (await tailOf(rows, day)) ?? { position: 0, hash: genesisOf(day) };
}
