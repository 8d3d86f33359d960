import { graduateUnknown, postingUnknown } from '../../matching.errors';
import { countingOrder, offsetsOf } from '../counting-order';
import type { Participants } from './participants';
import type { PairColumns } from './round-input';

/** Rows of pairs grouped by graduate: graduate g's entries are `offsets[g]` up to, without, `offsets[g + 1]`. */
export interface PairsByGraduate {
  readonly offsets: Int32Array;
  /** Index of the posting of each entry. */
  readonly postings: Int32Array;
  /** What the pair carries: a rank or a score. */
  readonly values: Uint16Array;
}

/** Row numbers in the order their entries shall have within a graduate; absent: any. */
export type RowOrder = (postings: Int32Array, values: Uint16Array) => Int32Array;

/** @throws GRADUATE_UNKNOWN, POSTING_UNKNOWN */
export function pairsByGraduate(
  pairs: PairColumns,
  values: Uint16Array,
  { graduates, postings }: Participants,
  orderWithin?: RowOrder,
): PairsByGraduate {
  const graduateOf = indices(pairs.graduateIds, graduates, graduateUnknown);
  const postingOf = indices(pairs.postingIds, postings, postingUnknown);
  const rows = countingOrder(graduateOf, graduates.ids.length, orderWithin?.(postingOf, values));
  const sorted = { postings: new Int32Array(rows.length), values: new Uint16Array(rows.length) };
  for (let entry = 0; entry < rows.length; entry++) {
    sorted.postings[entry] = postingOf[rows[entry]!]!;
    sorted.values[entry] = values[rows[entry]!]!;
  }
  return { offsets: offsetsOf(graduateOf, graduates.ids.length), ...sorted };
}

function indices(ids: Uint32Array, roll: Participants['graduates'], unknown: (id: number) => Error): Int32Array {
  const found = new Int32Array(ids.length);
  for (let row = 0; row < ids.length; row++) {
    const index = roll.index.of(ids[row]!);
    if (index < 0) throw unknown(ids[row]!);
    found[row] = index;
  }
  return found;
}
