/** Bytes of a file in one row: small enough for every server's max_allowed_packet, also when sealed. */
export const FILE_CHUNK_BYTES = 512 * 1024;

/** Pieces of `size` bytes, as a file is kept in the database; the last one may be shorter. */
export async function* inChunks(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  size = FILE_CHUNK_BYTES,
): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let length = 0;
  for await (const piece of bytes) {
    let rest = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    while (length + rest.length >= size) {
      const taken = size - length;
      yield Buffer.concat([...pending, rest.subarray(0, taken)]);
      rest = rest.subarray(taken);
      pending = [];
      length = 0;
    }
    if (rest.length > 0) pending.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(pending);
}
