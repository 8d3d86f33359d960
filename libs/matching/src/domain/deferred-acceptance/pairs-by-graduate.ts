import { graduateUnknown, postingUnknown } from '../../matching.errors';
import { offsetsOf } from '../counting-order';
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
  const rows = orderWithin?.(postingOf, values);
  const offsets = offsetsOf(graduateOf, graduates.ids.length);
  const next = offsets.slice();
  const grouped = { postings: new Int32Array(values.length), values: new Uint16Array(values.length) };
  for (let position = 0; position < values.length; position++) {
    const row = rows ? rows[position]! : position;
    const entry = next[graduateOf[row]!]!++;
    grouped.postings[entry] = postingOf[row]!;
    grouped.values[entry] = values[row]!;
  }
  return { offsets, ...grouped };
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
