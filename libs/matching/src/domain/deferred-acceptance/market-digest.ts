import { createHash } from 'node:crypto';
import type { Market } from './market';

/** Changes whenever equal inputs may give another market or another result. */
export const ROUND_RULES_VERSION = 1;

/**
 * SHA-256 (hex) of all that decides the result: rule version, seed and the canonical market, each column led by its
 * length, in little-endian bytes. Independent of the order in which rows were read. Rankings and scores of pairs that
 * nobody chose decide nothing and are not in it.
 */
export function marketDigest(market: Market): string {
  const digest = createHash('sha256').update(JSON.stringify([ROUND_RULES_VERSION, market.seed]));
  for (const column of [
    market.graduateIds,
    market.postingIds,
    market.capacities,
    market.choiceOffsets,
    market.choices,
    market.ownChoices,
    market.priorities,
  ]) {
    digest.update(`${column.length};`).update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  return digest.digest('hex');
}
