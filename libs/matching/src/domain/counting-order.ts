type Keys = Int32Array | Uint16Array | Uint32Array;

/** Where each key's rows begin: `offsets[key]` up to, without, `offsets[key + 1]`. */
export function offsetsOf(keys: Keys, keyCount: number): Int32Array {
  const offsets = new Int32Array(keyCount + 1);
  for (let row = 0; row < keys.length; row++) offsets[keys[row]! + 1]!++;
  for (let key = 0; key < keyCount; key++) offsets[key + 1]! += offsets[key]!;
  return offsets;
}

/**
 * Row numbers sorted by key, in linear time. Rows of equal keys keep the order they have in `rows`, so sorting by
 * several keys is sorting by the least important one first.
 *
 * @param keys key of each row, 0 up to, without, keyCount
 * @param rows all row numbers, in the order of an earlier pass; absent: as they stand
 */
export function countingOrder(keys: Keys, keyCount: number, rows?: Int32Array): Int32Array {
  const next = offsetsOf(keys, keyCount);
  const sorted = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) {
    const row = rows ? rows[position]! : position;
    sorted[next[keys[row]!]!++] = row;
  }
  return sorted;
}
