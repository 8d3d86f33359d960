import { CalendarDate } from '@sxbq/kernel';
import { z } from 'zod';
import { keptHeadsUnreadable } from '../audit.errors';
import { SignedHead } from '../domain/head';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const keptHead = z.object({
  number: z.number().int().positive(),
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  final: z.boolean(),
  entryCount: z.number().int().nonnegative(),
  lastHash: hex(32),
  previousHash: hex(32),
  signedAt: z.string(),
  keyId: z.string(),
  signature: hex(64),
});

/** A head as it is kept outside of the database; hashes and signature as hex. */
export type KeptHead = z.infer<typeof keptHead> & { readonly day: CalendarDate };

export function toKeptHead(head: SignedHead): KeptHead {
  const { number, day, final, entryCount, signedAt, keyId } = head;
  const [lastHash, previousHash, signature] = [head.lastHash, head.previousHash, head.signature].map((bytes) =>
    bytes.toString('hex'),
  ) as [string, string, string];
  return { number, day, final, entryCount, lastHash, previousHash, signedAt, keyId, signature };
}

/** Reads what `audit heads --json` printed; AUDIT_HEADS_UNREADABLE for anything else. */
export function readKeptHeads(text: string): KeptHead[] {
  try {
    return z.object({ heads: z.array(keptHead) }).parse(JSON.parse(text)).heads;
  } catch {
    throw keptHeadsUnreadable();
  }
}
