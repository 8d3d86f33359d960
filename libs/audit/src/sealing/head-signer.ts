import { Inject, Injectable } from '@nestjs/common';
import { addDays, CalendarDate, Clock, SigningKey } from '@sxbq/kernel';
import { ClockCheck, Config, CONFIG } from '@sxbq/platform';
import { signingKeyReused } from '../audit.errors';
import { headHash, HeadStatement, headText, NO_HEAD, SignedHead } from '../domain/head';
import { allHeads, chainedDays, earlierNow, registeredKeys, Rows, tailOf } from '../persistence/chain-reads';
import { SealerConnection } from '../persistence/sealer-database';

/** A transaction that began before midnight may commit after it: a day is closed this long after its end. */
export const CLOSED_AFTER_MS = 600_000;

/** Whether a day's chain may be closed, or should be by now when `patienceMs` is given. */
export function isOver(day: CalendarDate, now: Date, patienceMs = 0): boolean {
  return now.getTime() >= Date.parse(`${addDays(day, 1)}T00:00:00+08:00`) + CLOSED_AFTER_MS + patienceMs;
}

/** Signs what the chains of days have come to. */
@Injectable()
export class HeadSigner {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'AUDIT_SIGNING_KEY'>,
    private readonly clock: Clock,
    private readonly clocks: ClockCheck,
  ) {}

  /**
   * Signs a final head for each day that is over, by this process's clock and by the database's; with `signNow` also one for each open day that has grown since its
   * last. AUDIT_KEY_REUSED when the key's id stands for another key already.
   */
  async sign(connection: SealerConnection, signNow: boolean): Promise<number> {
    const now = await earlierNow(this.clocks, connection.rows);
    const key = new SigningKey(this.config.AUDIT_SIGNING_KEY as string);
    const heads = await allHeads(connection.rows);
    const lastClosed = heads.findLast((head) => head.final)?.day ?? '';
    const open = (await chainedDays(connection.rows)).filter((day) => day > lastClosed);
    let signed = 0;
    let last = heads.at(-1) ?? null;
    for (const day of open) {
      const final = isOver(day, now);
      if (!final && !signNow) continue;
      const statement = await this.statementOf(connection.rows, day, final, last, key.id);
      const before = heads.findLast((head) => head.day === day);
      if (!final && before?.entryCount === statement.entryCount) continue;
      if (signed === 0) await register(connection, key, statement.signedAt);
      last = { ...statement, signature: key.sign(headText(statement)) };
      await insertHead(connection, last);
      signed += 1;
    }
    return signed;
  }

  private async statementOf(
    rows: Rows,
    day: CalendarDate,
    final: boolean,
    previous: SignedHead | null,
    keyId: string,
  ): Promise<HeadStatement> {
    const tail = await tailOf(rows, day);
    if (!tail) throw new Error(`the chain of ${day} is empty`);
    return {
      number: (previous?.number ?? 0) + 1,
      day,
      final,
      entryCount: tail.position,
      lastHash: tail.hash,
      previousHash: previous ? headHash(previous) : NO_HEAD,
      signedAt: this.clock.now().toISOString().replace('T', ' ').replace('Z', '000'),
      keyId,
    };
  }
}

async function register({ rows, append }: SealerConnection, key: SigningKey, now: string): Promise<void> {
  const registered = (await registeredKeys(rows)).get(key.id);
  if (registered && !registered.equals(key.publicKey)) throw signingKeyReused(key.id);
  if (registered) return;
  await append('INSERT INTO audit_key (key_id, public_key, first_used_at) VALUES (?)', [[key.id, key.publicKey, now]]);
}

async function insertHead({ append }: SealerConnection, head: SignedHead): Promise<void> {
  const { number, day, final, entryCount, lastHash, previousHash, signedAt, keyId, signature } = head;
  await append(
    `INSERT INTO audit_head
       (number, day, final, entry_count, last_hash, previous_hash, signed_at, key_id, signature) VALUES (?)`,
    [[number, day, final, entryCount, lastHash, previousHash, signedAt, keyId, signature]],
  );
}
