import { isUtf8 } from 'node:buffer';

/** A name as bytes: UTF-8 where they are, else GB18030 (which GBK is a part of) where they are, else one sign a byte. */
export function textOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
