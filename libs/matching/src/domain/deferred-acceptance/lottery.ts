import { hash } from 'node:crypto';
import { MAX_PARTICIPANTS } from './market';

export type Side = 'graduate' | 'posting';

/**
 * The published rule for ties: a participant's lot is the first 8 hexadecimal digits of
 * SHA-256("<seed>/graduate/<id>"), for a posting SHA-256("<seed>/posting/<id>"), in UTF-8. The lower lot goes first; of
 * equal lots the lower id. One lot serves a graduate at every posting. Anybody can check it:
 * `printf %s '<seed>/graduate/<id>' | sha256sum`.
 *
 * @returns 0 to 2^32 − 1
 */
export function lotOf(seed: string, side: Side, id: number): number {
  return Number.parseInt(hash('sha256', `${seed}/${side}/${id}`, 'hex').slice(0, 8), 16);
}

/**
 * Everybody's turn, from 0.
 *
 * @param ids ascending, at most 2^21
 * @returns turn of each index
 */
export function drawLots(seed: string, side: Side, ids: Uint32Array): Int32Array {
  const drawn = Float64Array.from(ids, (id, index) => lotOf(seed, side, id) * MAX_PARTICIPANTS + index).sort();
  const turns = new Int32Array(ids.length);
  for (let turn = 0; turn < drawn.length; turn++) turns[drawn[turn]! % MAX_PARTICIPANTS] = turn;
  return turns;
}
