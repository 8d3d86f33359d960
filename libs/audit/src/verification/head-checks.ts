import { isSignedBy, PublicKeys } from '@sxbq/kernel';
import { Breach, BreachKind, breachOf } from '../domain/breach';
import { headHash, headText, NO_HEAD, SignedHead } from '../domain/head';
import { KeptHead, toKeptHead } from './kept-heads';

/** The first head that is missing, does not follow from the one before, or is not signed by its key. */
export function headChainBreach(heads: readonly SignedHead[], keys: PublicKeys): Breach | null {
  let previous: Buffer = NO_HEAD;
  for (const [index, head] of heads.entries()) {
    const where = { day: head.day, headNumber: head.number };
    if (head.number !== index + 1) return breachOf(BreachKind.HEAD_MISSING, { headNumber: index + 1 });
    const key = keys.get(head.keyId);
    if (!key) return breachOf(BreachKind.HEAD_KEY_UNKNOWN, where);
    if (!isSignedBy(key, headText(head), head.signature)) return breachOf(BreachKind.HEAD_SIGNATURE_WRONG, where);
    if (!head.previousHash.equals(previous)) return breachOf(BreachKind.HEAD_CHANGED, where);
    previous = headHash(head);
  }
  return null;
}

/** The first head of a copy kept elsewhere that the database no longer has, or has otherwise. */
export function keptHeadBreach(heads: readonly SignedHead[], kept: readonly KeptHead[]): Breach | null {
  const present = new Map(heads.map((head) => [head.number, JSON.stringify(toKeptHead(head))]));
  for (const copy of kept) {
    const found = present.get(copy.number);
    const where = { day: copy.day, headNumber: copy.number };
    if (found === undefined) return breachOf(BreachKind.HEAD_MISSING, where);
    if (found !== JSON.stringify(copy)) return breachOf(BreachKind.HEAD_CHANGED, where);
  }
  return null;
}
