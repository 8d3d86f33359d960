import { promisify } from 'node:util';
import { deflate, deflateSync, inflate, inflateSync, ZlibOptions } from 'node:zlib';

const LENGTH_BYTES = 4;
const FAST = { level: 1 };

const deflated = promisify<Uint8Array, ZlibOptions, Buffer>(deflate);
const inflated = promisify<Uint8Array, Buffer>(inflate);

/** Text as the bytes that the server's COMPRESS() makes: its length, low byte first, then zlib. */
export function packText(text: string | Uint8Array): Buffer {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return withLength(bytes, deflateSync(bytes, FAST));
}

export const unpackBytes = (packed: Buffer): Buffer => inflateSync(packed.subarray(LENGTH_BYTES));

/** `packText` of a large file, beside the event loop. */
export async function packFile(bytes: Uint8Array): Promise<Buffer> {
  return withLength(bytes, await deflated(bytes, FAST));
}

/** `unpackBytes` of a large file, beside the event loop. */
export const unpackFile = (packed: Buffer): Promise<Buffer> => inflated(packed.subarray(LENGTH_BYTES));

function withLength(bytes: Uint8Array, packed: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, packed]);
}

/** MariaDB gives a JSON column as text, MySQL as an object. */
export function jsonOf<T>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
