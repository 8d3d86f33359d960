import { CalendarDate } from '@sxbq/kernel';
import { canonicalJson } from './canonical-json';
import { sha256 } from './chain';

/** What a head states. Its text is what is signed, and with the signature what the next head is chained to. */
export interface HeadStatement {
  /** 1, 2, 3, … over all days. */
  readonly number: number;
  readonly day: CalendarDate;
  /** True when the day takes no more entries. */
  readonly final: boolean;
  /** The chain's positions are 1 to this. */
  readonly entryCount: number;
  readonly lastHash: Buffer;
  readonly previousHash: Buffer;
  /** UTC, 'YYYY-MM-DD HH:MM:SS.ffffff'. */
  readonly signedAt: string;
  readonly keyId: string;
}

export interface SignedHead extends HeadStatement {
  readonly signature: Buffer;
}

/** What the first head is chained to. */
export const NO_HEAD = Buffer.alloc(32);

export function headText({ number, day, final, entryCount, signedAt, keyId, ...hashes }: HeadStatement): string {
  return canonicalJson({
    number,
    day,
    final,
    entryCount,
    lastHash: hashes.lastHash.toString('hex'),
    previousHash: hashes.previousHash.toString('hex'),
    signedAt,
    keyId,
  });
}

export function headHash(head: SignedHead): Buffer {
  return sha256(Buffer.concat([Buffer.from(headText(head)), head.signature]));
}
