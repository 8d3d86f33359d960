import { deflateSync, inflateSync } from 'node:zlib';

const LENGTH_BYTES = 4;

/** Text as the bytes that the server's COMPRESS() makes: its length, low byte first, then zlib. */
export function packText(text: string | Uint8Array): Buffer {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, deflateSync(bytes, { level: 1 })]);
}

export const unpackBytes = (packed: Buffer): Buffer => inflateSync(packed.subarray(LENGTH_BYTES));

/** MariaDB gives a JSON column as text, MySQL as an object. */
export function jsonOf<T>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
