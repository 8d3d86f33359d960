import { isUtf8 } from 'node:buffer';

export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** A file's encoding and the bytes behind its byte order mark. */
export interface CsvBytes {
  readonly encoding: CsvEncoding;
  readonly body: Buffer;
}

/** Bytes decoded at a time, so that the text of a file is never whole in memory. */
const SLICE_BYTES = 256 * 1024;

const BYTE_ORDER_MARKS: readonly (readonly [CsvEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * A byte order mark decides; else UTF-8 where every byte is valid UTF-8, which Chinese text in GB18030 practically
 * never is; else GB18030 where every byte is valid GB18030. Null when nothing fits, or where NUL says binary.
 */
export function detectEncoding(content: Buffer): CsvBytes | null {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, at) => content[at] === byte));
  if (marked) return decodable({ encoding: marked[0], body: content.subarray(marked[1].length) });
  if (content.includes(0)) return null;
  return decodable({ encoding: 'utf-8', body: content }) ?? decodable({ encoding: 'gb18030', body: content });
}

/** The text as UTF-8 bytes, slice by slice. */
export function* asUtf8(source: CsvBytes): Generator<Buffer> {
  const { encoding, body } = source;
  if (encoding !== 'utf-8') {
    for (const text of decode(source)) yield Buffer.from(text, 'utf8');
    return;
  }
  for (let at = 0; at < body.length; at += SLICE_BYTES) yield body.subarray(at, at + SLICE_BYTES);
}

/** The text's beginning, at most `bytes` long, for a look at its shape. */
export function beginningOf({ encoding, body }: CsvBytes, bytes: number): string {
  return new TextDecoder(encoding).decode(body.subarray(0, bytes), { stream: true });
}

function decodable(source: CsvBytes): CsvBytes | null {
  if (source.encoding === 'utf-8') return isUtf8(source.body) ? source : null;
  try {
    for (const _text of decode(source));
    return source;
  } catch {
    return null;
  }
}

function* decode({ encoding, body }: CsvBytes): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  for (let at = 0; at < body.length; at += SLICE_BYTES) {
    yield decoder.decode(body.subarray(at, at + SLICE_BYTES), { stream: true });
  }
  yield decoder.decode();
}
